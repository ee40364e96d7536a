import { useState } from 'react'
import { useMay, type Answer } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { Button } from '../ui/button.tsx'
import { CommentForm } from './comment-form.tsx'
import { KeptComment } from './kept-comment.tsx'

type Event = Answer<'showException'>['history'][number]

const deeds: Readonly<Record<string, string>> = {
  opened: 'opened it',
  assigned: 'gave it away',
  commented: 'wrote',
  replayed: 'replayed',
  escalated: 'marked it as overdue',
  resolved: 'resolved it',
  reopened: 'put it back',
}

/** What was done about an exception, the latest last, and room to say something. */
export function History({ exception }: { readonly exception: Answer<'showException'> }) {
  const { id, history } = exception
  const [busy, setBusy] = useState(false)
  const mayOperate = useMay('operate')
  return (
    <div className="flex flex-col gap-4">
      <ol className="flex flex-col gap-3">
        {history.map((event) => (
          <li key={event.id} className="flex gap-3">
            <span className="w-20 shrink-0 text-muted">
              <Age at={event.at} />
            </span>
            <span className="min-w-0 flex-1">
              <span>
                {event.by || 'Linchpin'} {deeds[event.kind] ?? event.kind}
              </span>
              <Note event={event} />
            </span>
          </li>
        ))}
      </ol>
      {mayOperate ? (
        <div className="border-t border-line pt-4">
          <CommentForm formId="history-comment" id={id} onBusy={setBusy} onDone={() => {}} />
          <div className="mt-2 flex justify-end">
            <Button type="submit" form="history-comment" busy={busy}>
              Comment
            </Button>
          </div>
        </div>
      ) : (
        <KeptComment id={id} />
      )}
    </div>
  )
}

function Note({ event: { kind, note } }: { readonly event: Event }) {
  // The title is the note of its opening, and stands above already.
  if (note === '' || kind === 'opened') return null
  return <span className="block break-words whitespace-pre-wrap text-muted">{note}</span>
}
