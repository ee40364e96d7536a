import type { FormEvent } from 'react'
import { RecoveryOffer, shownOnce, useCommand, useDraft } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'

const uses = [
  { value: 'write', label: 'Send events (write key)' },
  { value: 'read', label: 'Read by the API' },
  { value: 'act', label: 'Read and act by the API' },
] as const

interface Wanted {
  readonly name: string
  readonly use: (typeof uses)[number]['value']
  readonly source: string
}
const unwritten: Wanted = { name: '', use: 'write', source: '' }

/** Makes a key, and shows its text once. */
export function KeyDialog({ onClose }: { readonly onClose: () => void }) {
  const draft = useDraft('settings:key', unwritten)
  const { name, use, source } = draft.value
  const write = (part: Partial<Wanted>): void => draft.set({ ...draft.value, ...part })
  const create = useCommand('createKey', {
    invalidates: ['listKeys'],
    onDone: (made) =>
      shownOnce.set({
        title: `The key “${made.name}”`,
        about: 'Copy it now: it is shown only here, and stored nowhere.',
        label: 'The key',
        text: made.key,
      }),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const body =
      use === 'write'
        ? { kind: 'write' as const, name, ...(source ? { scope: source } : {}) }
        : { kind: 'api' as const, name, scope: use === 'read' ? 'read' : 'write' }
    create.mutate(
      { body },
      {
        onSuccess() {
          draft.clear()
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="What is the key for?"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="main" type="submit" form="key-form" busy={create.isPending}>
            Create it
          </Button>
        </>
      }
    >
      <form id="key-form" className="flex flex-col gap-4" onSubmit={submit}>
        <RecoveryOffer draft={draft} />
        <Field
          label="Name"
          hint="So that whoever reads the list can tell whether it is still needed."
          error={create.error?.problem.detail}
        >
          <Input
            required
            autoFocus
            maxLength={200}
            value={name}
            onChange={({ currentTarget }) => write({ name: currentTarget.value })}
          />
        </Field>
        <Field label="Use">
          <Select options={uses} value={use} onChoose={(next) => write({ use: next })} />
        </Field>
        {use === 'write' && (
          <Field label="Source" optional hint="Needed where the workspace has several collectors.">
            <Input
              value={source}
              onChange={({ currentTarget }) => write({ source: currentTarget.value })}
            />
          </Field>
        )}
      </form>
    </Dialog>
  )
}
