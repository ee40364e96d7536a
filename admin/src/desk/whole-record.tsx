import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query, useStandingError, type Answer } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatMany } from '../ui/format.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { RecordText } from './record-text.tsx'

type Listed = Answer<'listHeld'>['records'][number]
type Whole = Answer<'showHeld'>

/** One record under an exception, whole: also one that its list has not come to, or that was settled. */
export function WholeRecord(props: {
  readonly id: number
  readonly exception: number
  /** As far as the list tells of it. */
  readonly listed: Listed | undefined
}) {
  const { id, exception, listed } = props
  const read = useQuery(query('showHeld', { params: { id } }))
  const { data, refetch, isFetching } = read
  const error = useStandingError(read)
  if (data && data.exception !== exception) return <Elsewhere id={id} exception={data.exception} />
  const known = data ?? listed
  const text = data?.text ?? listed?.start ?? ''
  const isCut = !data && known && known.bytes > text.length
  return (
    <div className="flex min-w-0 flex-col gap-3 px-5 py-4">
      {known && <About record={known} whole={data} />}
      {error ? (
        <div className="-mx-5">
          <ErrorState
            error={error}
            what="The whole record could not be read"
            safe={listed && 'It is held as it came.'}
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        </div>
      ) : known ? (
        <RecordText text={text} at={isCut ? '' : known.at} label={`Record ${id} as it came`} />
      ) : (
        <Skeleton lines={6} label="The record is being read" />
      )}
    </div>
  )
}

function About({
  record,
  whole,
}: {
  readonly record: Listed | Whole
  readonly whole: Whole | undefined
}) {
  const { at, reason, source, run, receivedAt, bytes } = record
  return (
    <>
      <p>
        {at && <code className="font-mono text-warn">{at}</code>} {reason}
      </p>
      <p className="text-sm text-muted">
        From {source}
        {run !== null && `, run ${run}`}, <Age at={receivedAt} ago />, {formatMany(bytes, 'byte')}
        {whole && !whole.exact && '. Its bytes are no UTF-8, so some show as �'}
        {whole && whole.state !== 'held' && `. It is held no more: ${settled[whole.state]}`}
      </p>
    </>
  )
}

const settled = { replayed: 'it was replayed', dismissed: 'it was left out' } as const

/** An address may name any record. */
function Elsewhere({ id, exception }: { readonly id: number; readonly exception: number }) {
  return (
    <p className="px-5 py-4">
      Record {id} is not of this exception but of{' '}
      <Link
        to="/desk/$id"
        params={{ id: String(exception) }}
        search={{ record: id }}
        className="underline"
      >
        no. {exception}
      </Link>
      .
    </p>
  )
}
