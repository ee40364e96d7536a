import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listEnd, pages, useStandingError, type Answer } from '../app/index.ts'
import { cx } from '../ui/cx.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { formatCount, formatMany } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { ShowMore } from '../ui/show-more.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { exceptionRoute } from './routes.tsx'
import { WholeRecord } from './whole-record.tsx'

type Held = Answer<'listHeld'>['records'][number]

const pageSize = 50

/** The records that are held back under an exception: each with its reason, one of them whole. */
export function HeldRecords({ exception }: { readonly exception: Answer<'showException'> }) {
  const { id, held } = exception
  const { record } = exceptionRoute.useSearch()
  const list = useInfiniteQuery(pages('listHeld', { query: { exception: id, limit: pageSize } }))
  const error = useStandingError(list)
  const records = list.data?.pages.flatMap((page) => page.records) ?? []
  const shown = record ?? records[0]?.id
  return (
    <Panel title={heldTitle(held)} aside={settledWords(held)} flush>
      {error ? (
        <ErrorState
          error={error}
          what="The held records could not be read"
          onRetry={() => void list.refetch()}
          retrying={list.isFetching}
        />
      ) : list.isPending ? (
        <div className="px-5 pb-5">
          <Skeleton lines={6} label="The held records are being read" />
        </div>
      ) : (
        shown !== undefined && (
          <div
            className={cx(
              'grid border-t border-line',
              records.length > 0 && 'md:grid-cols-[minmax(0,18rem)_minmax(0,1fr)]',
            )}
          >
            {records.length > 0 && (
              <HeldList
                exception={id}
                records={records}
                shown={shown}
                {...listEnd(list)}
                isReading={list.isFetchingNextPage}
              />
            )}
            <WholeRecord
              id={shown}
              exception={id}
              listed={records.find((each) => each.id === shown)}
            />
          </div>
        )
      )}
    </Panel>
  )
}

type Counts = Answer<'showException'>['held']

const heldTitle = ({ held }: Counts): string =>
  held === 0 ? 'No record is held any more' : `${formatMany(held, 'record')} held back, not lost`

const settledWords = ({ replayed, dismissed }: Counts): string =>
  [
    replayed > 0 && `${formatCount(replayed)} replayed`,
    dismissed > 0 && `${formatCount(dismissed)} left out`,
  ]
    .filter(Boolean)
    .join(', ')

function HeldList(props: {
  readonly exception: number
  readonly records: readonly Held[]
  readonly shown: number
  readonly isReading: boolean
  readonly onEnd: (() => void) | undefined
  readonly onReadOn: (() => void) | undefined
}) {
  const { exception, records, shown, isReading, onEnd, onReadOn } = props
  const navigate = useNavigate()
  const show = (next: number): void =>
    void navigate({
      to: '/desk/$id',
      params: { id: String(exception) },
      search: { record: next },
      replace: true,
      resetScroll: false,
    })
  return (
    <div className="max-h-128 overflow-y-auto border-b border-line md:border-r md:border-b-0">
      <ul aria-label="Held records" className="[&>li:last-child>button]:border-b-0">
        {records.map((each) => (
          <li key={each.id}>
            <HeldRow record={each} isShown={each.id === shown} onShow={show} />
          </li>
        ))}
      </ul>
      <ShowMore label="Show more" {...{ isReading, onEnd, onReadOn }} />
    </div>
  )
}

function HeldRow(props: {
  readonly record: Held
  readonly isShown: boolean
  readonly onShow: (id: number) => void
}) {
  const { record, isShown, onShow } = props
  return (
    <button
      type="button"
      aria-current={isShown || undefined}
      onClick={() => onShow(record.id)}
      className={cx(
        'block w-full border-b border-line px-5 py-2.5 text-left focus-visible:-outline-offset-2',
        isShown ? 'bg-accent-soft' : 'hover:bg-sunk',
      )}
    >
      <span className="block truncate">
        {[record.at, record.reason].filter(Boolean).join(': ')}
      </span>
      <span className="block truncate text-sm text-muted">{record.start}</span>
    </button>
  )
}
