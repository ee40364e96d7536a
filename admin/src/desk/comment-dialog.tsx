import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { CommentForm } from './comment-form.tsx'
import type { Target } from './desk-deeds.ts'

/** Writes a note into the history of an exception, from the list. */
export function CommentDialog(props: {
  readonly target: Target
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const { target, onClose, onDone } = props
  const [busy, setBusy] = useState(false)
  return (
    <Dialog
      open
      onClose={onClose}
      title="What is to be said about it?"
      about={target.title}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="main" type="submit" form="comment-form" busy={busy}>
            Comment
          </Button>
        </>
      }
    >
      <CommentForm
        formId="comment-form"
        id={target.id}
        autoFocus
        onBusy={setBusy}
        onDone={onDone}
      />
    </Dialog>
  )
}
