import { useState, type FormEvent } from 'react'
import { RecoveryOffer, useDraft } from '../app/index.ts'
import { Field } from '../ui/field.tsx'
import { submitOnModEnter } from '../ui/submit-on-mod-enter.ts'
import { TextArea } from '../ui/text-area.tsx'
import { comment } from './desk-deeds.ts'

/** A note for the history of an exception. The button that sends it stands where the form is shown. */
export function CommentForm(props: {
  readonly formId: string
  readonly id: number
  readonly autoFocus?: boolean
  readonly onBusy: (busy: boolean) => void
  readonly onDone: () => void
}) {
  const { formId, id, autoFocus = false, onBusy, onDone } = props
  const draft = useDraft(`desk:comment:${id}`, '')
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const note = draft.value.trim()
    setMissing(note === '')
    if (note === '' || busy) return
    setBusy(true)
    onBusy(true)
    const isDone = await comment(id, note)
    setBusy(false)
    onBusy(false)
    if (!isDone) return
    draft.clear()
    onDone()
  }
  return (
    <form id={formId} className="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
      <RecoveryOffer draft={draft} />
      <Field
        label="Comment"
        error={missing && draft.value.trim() === '' && 'Write something first.'}
      >
        <TextArea
          autoFocus={autoFocus}
          value={draft.value}
          maxLength={10_000}
          // What is written while the note is on its way would go with it.
          readOnly={busy}
          onChange={({ currentTarget }) => draft.set(currentTarget.value)}
          onKeyDown={submitOnModEnter}
        />
      </Field>
    </form>
  )
}
