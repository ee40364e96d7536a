import { useState, type FormEvent } from 'react'
import { RecoveryOffer, useDraft } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { formatMany } from '../ui/format.ts'
import { submitOnModEnter } from '../ui/submit-on-mod-enter.ts'
import { TextArea } from '../ui/text-area.tsx'
import { resolve, type Target } from './desk-deeds.ts'
import { draftOf } from './draft-of.ts'

/** Asks why, and takes one exception or a selection off the desk. */
export function ResolveDialog(props: {
  readonly targets: readonly Target[]
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const { targets, onClose, onDone } = props
  const draft = useDraft(draftOf('resolve', targets), '')
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [first] = targets
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const reason = draft.value.trim()
    setMissing(reason === '')
    if (reason === '' || busy) return
    setBusy(true)
    const isDone = await resolve(targets, reason)
    setBusy(false)
    if (!isDone) return
    draft.clear()
    onDone()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        targets.length === 1 ? 'Resolve this exception?' : `Resolve ${targets.length} exceptions?`
      }
      about={targets.length === 1 ? first?.title : 'All of them with the same reason.'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="main" type="submit" form="resolve-form" busy={busy}>
            {targets.length === 1
              ? 'Resolve'
              : `Resolve ${formatMany(targets.length, 'exception')}`}
          </Button>
        </>
      }
    >
      <form
        id="resolve-form"
        className="flex flex-col gap-3"
        onSubmit={(event) => void submit(event)}
      >
        <RecoveryOffer draft={draft} />
        <Field
          label="Reason"
          hint="It stays with the exception, and records that are held under it stay held. When the trouble comes back, a new one is opened."
          error={missing && draft.value.trim() === '' && 'Say why it needs nothing more.'}
        >
          <TextArea
            autoFocus
            value={draft.value}
            maxLength={10_000}
            onChange={({ currentTarget }) => draft.set(currentTarget.value)}
            onKeyDown={submitOnModEnter}
          />
        </Field>
      </form>
    </Dialog>
  )
}
