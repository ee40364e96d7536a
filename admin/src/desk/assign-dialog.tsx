import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { query, RecoveryOffer, useDraft } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { formatCount, formatMany } from '../ui/format.ts'
import { Input } from '../ui/input.tsx'
import { assign, type Target } from './desk-deeds.ts'
import { draftOf } from './draft-of.ts'

/** Gives one exception or a selection to another owner: one that the workspace names, or any other. */
export function AssignDialog(props: {
  readonly targets: readonly Target[]
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const { targets, onClose, onDone } = props
  const { data: counts } = useQuery(query('countExceptions'))
  const draft = useDraft(draftOf('assign', targets), '')
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [first] = targets
  const now = new Set(targets.map((each) => each.owner))
  const give = async (to: string): Promise<void> => {
    if (busy) return
    setBusy(true)
    const isDone = await assign(targets, to)
    setBusy(false)
    if (!isDone) return
    draft.clear()
    onDone()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const to = draft.value.trim()
    setMissing(to === '')
    if (to !== '') void give(to)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        targets.length === 1
          ? 'Who takes this exception?'
          : `Who takes ${formatMany(targets.length, 'exception')}?`
      }
      about={targets.length === 1 ? first?.title : undefined}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="main" type="submit" form="assign-form" busy={busy}>
            Assign
          </Button>
        </>
      }
    >
      <form id="assign-form" className="flex flex-col gap-4" onSubmit={submit}>
        <RecoveryOffer draft={draft} />
        <Field
          label="Owner"
          hint="A person or a team. The due time stays."
          error={missing && draft.value.trim() === '' && 'Say whose it is.'}
        >
          <Input
            autoFocus
            autoComplete="off"
            maxLength={200}
            value={draft.value}
            onChange={({ currentTarget }) => draft.set(currentTarget.value)}
          />
        </Field>
        {counts && (
          <div
            role="group"
            aria-label="Owners that the workspace names"
            className="flex flex-wrap gap-2"
          >
            {counts.owners
              .filter(({ name }) => now.size > 1 || !now.has(name))
              .slice(0, 12)
              .map(({ name, open }) => (
                <Button key={name} small onClick={() => void give(name)}>
                  {name}
                  <span className="text-muted">{formatCount(open)}</span>
                </Button>
              ))}
          </div>
        )}
      </form>
    </Dialog>
  )
}
