import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { query, useStandingError, type Answer } from '../app/index.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatCalendarDay, formatWord } from '../ui/format.ts'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { DecisionStatus } from './decision-status.tsx'
import { decisionsRoute } from './routes.tsx'

type Decisions = Answer<'listDecisions'>

/** The workspace's decisions: read and searched. */
export function DecisionsScreen() {
  const { search } = decisionsRoute.useSearch()
  const navigate = useNavigate()
  const read = useQuery({
    ...query('listDecisions', { query: { search } }),
    placeholderData: keepPreviousData,
  })
  const { data, isFetching, refetch } = read
  const error = useStandingError(read)
  return (
    <Page
      title={titleOf(data)}
      about="What was chosen, what was left out, and why. They are Markdown files in decisions/ of the workspace."
    >
      <Panel
        label="Decisions"
        flush
        footer={data && data.lost.length > 0 && <Lost lost={data.lost} />}
      >
        <div className="px-4 py-3 sm:px-5">
          <SearchBox
            label="Search the decisions"
            placeholder="Search titles and text"
            text={search}
            onSearch={(text) =>
              void navigate({
                to: '/decisions',
                search: text === undefined ? {} : { search: text },
                replace: true,
                resetScroll: false,
              })
            }
          />
        </div>
        <div className="border-t border-line">
          {error ? (
            <ErrorState
              error={error}
              what="The decisions could not be read"
              safe="The files are as they were."
              onRetry={() => void refetch()}
              retrying={isFetching}
            />
          ) : !data ? (
            <div className="flex flex-col gap-4 px-5 py-4">
              <Skeleton lines={8} label="The decisions are being read" />
            </div>
          ) : data.decisions.length > 0 ? (
            <ol>
              {data.decisions.map((each) => (
                <DecisionLine key={each.id} decision={each} />
              ))}
            </ol>
          ) : (
            <Nothing search={search} />
          )}
        </div>
      </Panel>
    </Page>
  )
}

function titleOf(data: Decisions | undefined): string {
  if (!data) return 'Decisions'
  const { total, decisions } = data
  if (total === 0) return 'No decision is written down yet'
  if (decisions.length < total) {
    const [found, speak] =
      decisions.length > 1
        ? [formatWord(decisions.length), 'speak']
        : [decisions.length === 1 ? 'One' : 'None', 'speaks']
    return `${found} of ${formatWord(total).toLowerCase()} decisions ${speak} of it`
  }
  const open = decisions.filter(({ status }) => /^(proposed|draft)/i.test(status ?? '')).length
  const all = `${formatWord(total)} ${total === 1 ? 'decision' : 'decisions'}`
  return open > 0
    ? `${all}, ${formatWord(open).toLowerCase()} still to be made`
    : `${all} ${total === 1 ? 'stands' : 'stand'} written down`
}

function DecisionLine({ decision }: { readonly decision: Decisions['decisions'][number] }) {
  const { id, number, title, status, date, contracts, excerpt, problems } = decision
  return (
    <li className="grid grid-cols-[2.5rem_minmax(0,1fr)] gap-x-3 border-b border-line px-4 py-3 last:border-0 sm:grid-cols-[3rem_minmax(0,1fr)_auto] sm:px-5">
      <span className="text-muted">{number === null ? '' : String(number).padStart(4, '0')}</span>
      <span className="min-w-0">
        <Link
          to="/decisions/$id"
          params={{ id }}
          className="font-medium break-words hover:underline"
        >
          {title}
        </Link>
        {excerpt && <span className="mt-0.5 block text-muted">{excerpt}</span>}
        {contracts.length > 0 && (
          <span className="mt-0.5 block text-sm break-words text-muted">
            Behind {contracts.join(', ')}
          </span>
        )}
        {problems.map((problem) => (
          <span key={problem} className="mt-0.5 block text-sm text-warn">
            {problem}
          </span>
        ))}
      </span>
      <span className="col-start-2 flex items-baseline gap-3 text-sm text-muted sm:col-start-3 sm:justify-end">
        <DecisionStatus status={status} />
        {date && <time dateTime={date}>{formatCalendarDay(date)}</time>}
      </span>
    </li>
  )
}

function Lost({ lost }: { readonly lost: Decisions['lost'] }) {
  return (
    <ul className="flex flex-col gap-1 text-warn">
      {lost.map(({ contract, reference }) => (
        <li key={contract}>
          The contract {contract} names the decision {reference}, which is not there.
        </li>
      ))}
    </ul>
  )
}

function Nothing({ search }: { readonly search: string | undefined }) {
  return search === undefined ? (
    <EmptyState title="Write the first one" command="decisions/0001-what-was-decided.md">
      A decision is a Markdown file: a title, the problem, what was chosen and why, and when to look
      at it again. Contracts name theirs, and the desk shows it when they fail.
    </EmptyState>
  ) : (
    <EmptyState title={`No decision holds all of “${search}”`}>
      Titles and texts are searched, whatever the case and the accents. Fewer words find more.
    </EmptyState>
  )
}
