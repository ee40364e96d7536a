import { useState, type FormEvent } from 'react'
import { useCommand } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Command } from '../ui/command.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import { OnceDialog } from './confirm-dialog.tsx'

const uses = [
  { value: 'write', label: 'Send events (write key)' },
  { value: 'read', label: 'Read by the API' },
  { value: 'act', label: 'Read and act by the API' },
] as const

/** Makes a key, and shows its text once. */
export function KeyDialog({ onClose }: { readonly onClose: () => void }) {
  const create = useCommand('createKey', { invalidates: ['listKeys'] })
  const [name, setName] = useState('')
  const [use, setUse] = useState<(typeof uses)[number]['value']>('write')
  const [source, setSource] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const body =
      use === 'write'
        ? { kind: 'write' as const, name, ...(source ? { scope: source } : {}) }
        : { kind: 'api' as const, name, scope: use === 'read' ? 'read' : 'write' }
    create.mutate({ body })
  }
  if (create.data) {
    return (
      <OnceDialog
        title={`The key “${create.data.name}”`}
        about="Copy it now: it is shown only here, and stored nowhere."
        onClose={onClose}
      >
        <Command label="The key" line={create.data.key} />
      </OnceDialog>
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
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </Field>
        <Field label="Use">
          <Select options={uses} value={use} onChoose={setUse} />
        </Field>
        {use === 'write' && (
          <Field label="Source" optional hint="Needed where the workspace has several collectors.">
            <Input
              value={source}
              onChange={({ currentTarget }) => setSource(currentTarget.value)}
            />
          </Field>
        )}
      </form>
    </Dialog>
  )
}
