import { useQuery } from '@tanstack/react-query'
import { query, useCommand, useMay, type Given } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatMany } from '../ui/format.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { toast } from '../ui/toast.ts'
import { At } from './at.tsx'

const changes = [
  'showIntegration',
  'listIntegrations',
  'listHeld',
  'showHeld',
  'listExceptions',
  'showException',
] as const
const mostListed = 8

/** What a replay would do under today's contract; the replay itself is one more press. */
export function ReplayDialog({
  which,
  onClose,
}: {
  readonly which: NonNullable<Given<'replay'>['body']>
  readonly onClose: () => void
}) {
  const preview = useQuery({
    ...query('previewReplay', { query: which }),
    // What was foretold before may not hold any more.
    staleTime: 0,
    gcTime: 0,
  })
  const replay = useCommand('replay', {
    invalidates: changes,
    undone: 'Nothing was replayed',
    onDone: ({ landed, duplicate, filtered, stayed, heldAgain }) =>
      toast({
        title: `${formatMany(landed, 'record')} landed`,
        about: `${duplicate} held already, ${filtered} left out, ${stayed + heldAgain} still held back`,
      }),
  })
  const mayOperate = useMay('operate')
  const { data } = preview
  const going = data ? data.land + data.filter : 0
  const run = () => replay.mutate({ body: which }, { onSuccess: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={data ? titleOf(data) : 'What would a replay do?'}
      about="Held records go through the door again, under today's contract. Nothing has been written yet."
      footer={
        <>
          <Button onClick={onClose}>Leave them</Button>
          <Button
            tone="main"
            busy={replay.isPending || preview.isFetching}
            disabled={going === 0 || !mayOperate}
            title={whyNot(going, mayOperate)}
            onClick={run}
          >
            {going === 0 ? 'Replay' : `Replay ${formatMany(going, 'record')}`}
          </Button>
        </>
      }
    >
      {preview.error && <ErrorState error={preview.error} what="The preview could not be made" />}
      {preview.isPending && <Skeleton label="The preview is being made" lines={4} />}
      {data && <Staying records={data.records} stay={data.stay} />}
    </Dialog>
  )
}

function whyNot(going: number, mayOperate: boolean): string | undefined {
  if (!mayOperate) return 'Your role reads; an operator replays'
  return going === 0 ? 'No record would leave the quarantine' : undefined
}

function titleOf({ land, filter, stay }: { land: number; filter: number; stay: number }): string {
  const all = land + filter + stay
  if (all === 0) return 'Nothing is held back any more'
  if (land + filter === 0) {
    return all === 1
      ? 'It would stay held back'
      : `All ${formatMany(all, 'record')} would stay held back`
  }
  const parts = [
    ...(land > 0 ? [`${formatMany(land, 'record')} would land`] : []),
    ...(filter > 0 ? [`${formatMany(filter, 'record')} would be left out`] : []),
    ...(stay > 0 ? [`${stay} would stay`] : []),
  ]
  return parts.join(', ')
}

function Staying({
  records,
  stay,
}: {
  readonly records: readonly { id: number; would: string; at?: string; reason?: string }[]
  readonly stay: number
}) {
  if (stay === 0) return null
  const staying = records.filter(({ would }) => would === 'stay')
  const more = stay - Math.min(staying.length, mostListed)
  return (
    <div>
      <p className="mb-2 text-muted">
        What stays, stays because the contract still refuses it. Mend the contract, or the record
        where it comes from.
      </p>
      <ul className="divide-y divide-line border-y border-line">
        {staying.slice(0, mostListed).map(({ id, at, reason }) => (
          <li key={id} className="flex gap-3 py-2">
            <span className="text-muted">{id}</span>
            <span className="min-w-0 break-words">
              <At field={at} />
              {reason}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="mt-2 text-sm text-muted">and {formatMany(more, 'more', 'more')}</p>
      )}
    </div>
  )
}
