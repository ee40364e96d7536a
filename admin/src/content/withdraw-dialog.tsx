import { useState, type FormEvent } from 'react'
import { RecoveryOffer, useDraft } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { submitOnModEnter } from '../ui/submit-on-mod-enter.ts'
import { TextArea } from '../ui/text-area.tsx'
import type { Entry } from './use-entry-deeds.ts'

/** Asks why readers may no longer have an entry. What was written outlives a refusal and a reload. */
export function WithdrawDialog(props: {
  readonly entry: Entry
  readonly busy: boolean
  readonly onWithdraw: (reason: string) => Promise<boolean>
  readonly onClose: () => void
}) {
  const { entry, busy, onWithdraw, onClose } = props
  const draft = useDraft(`content:withdraw:${entry.collection}/${entry.slug}`, '')
  const [missing, setMissing] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const reason = draft.value.trim()
    setMissing(reason === '')
    if (reason === '' || busy) return
    if (!(await onWithdraw(reason))) return
    draft.clear()
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Withdraw “${entry.title}”?`}
      about="Readers stop getting it within a second. Its versions and what it earned stay, and it can be published again."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="danger" type="submit" form="withdraw-form" busy={busy}>
            Withdraw
          </Button>
        </>
      }
    >
      <form
        id="withdraw-form"
        className="flex flex-col gap-3"
        onSubmit={(event) => void submit(event)}
      >
        <RecoveryOffer draft={draft} />
        <Field
          label="Reason"
          hint="It stays with the entry, for whoever looks at it later."
          error={missing && draft.value.trim() === '' && 'Say why readers may not have it.'}
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
