import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { query, type Answer } from '../app/index.ts'
import { ReplayDialog } from '../desk/replay-dialog.tsx'
import { Age } from '../ui/age.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatMany, formatMoment } from '../ui/format.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { RecordText } from './record-text.tsx'
import { modeText } from './words.ts'

type Held = Answer<'showHeld'>

/** One record that was held back: all of it, why, and what can be done. */
export function HeldDrawer({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const held = useQuery(query('showHeld', { params: { id } }))
  const [isReplaying, setReplaying] = useState(false)
  const { data: it } = held
  return (
    <Drawer
      open
      wide
      onClose={onClose}
      title={it ? titleOf(it) : 'A quarantined record'}
      about={it && `Record ${it.id}. ${modeText[it.mode]}.`}
      footer={
        it?.state === 'held' && (
          <>
            <Link
              to="/desk/$id"
              params={{ id: String(it.exception) }}
              className={buttonClass('plain')}
            >
              Open it at the desk
            </Link>
            <Button tone="main" onClick={() => setReplaying(true)}>
              Preview a replay
            </Button>
          </>
        )
      }
    >
      {held.error && <ErrorState error={held.error} what="The record could not be read" />}
      {held.isPending && <Skeleton label="The record is being read" lines={12} />}
      {it && <Whole of={it} />}
      {isReplaying && (
        <ReplayDialog
          title="Replay this record?"
          of={[{ record: id }]}
          onClose={() => setReplaying(false)}
          onDone={() => setReplaying(false)}
        />
      )}
    </Drawer>
  )
}

const titleOf = ({ at, reason }: Held): string => (at ? `${at}: ${reason}` : reason)

function Whole({ of: it }: { readonly of: Held }) {
  return (
    <div className="flex flex-col gap-5">
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-4 gap-y-2">
        <dt className="text-muted">State</dt>
        <dd>
          {it.state === 'held' ? (
            <Badge tone="warn">in quarantine</Badge>
          ) : (
            <Badge>{it.state}</Badge>
          )}
          {it.settledAt && (
            <span className="ml-2 text-muted">
              <Age at={it.settledAt} ago /> by {it.settledBy}: {it.settledReason}
            </span>
          )}
        </dd>
        <dt className="text-muted">Came in</dt>
        <dd>{formatMoment(it.receivedAt)}</dd>
        <dt className="text-muted">From</dt>
        <dd className="break-words">
          {it.source}
          {it.run !== null && `, run ${it.run}`}
        </dd>
        <dt className="text-muted">Size</dt>
        <dd>{formatMany(it.bytes, 'byte')}</dd>
      </dl>
      <section>
        <h3 className="mb-2 font-semibold">The record, as it came</h3>
        {!it.exact && (
          <p className="mb-2 text-muted">
            Some of its bytes are no text; they show as �. Its bytes are kept as they are.
          </p>
        )}
        <RecordText text={it.text} marked={it.at} />
      </section>
    </div>
  )
}
