import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useLive } from '../app/live.ts'
import { query } from '../app/query.ts'
import { useStandingError } from '../app/standing-error.ts'
import { Age } from '../ui/age.tsx'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useNow } from '../ui/use-now.ts'
import type { Figure } from './figure-drawer.tsx'
import { ReportBody } from './report-body.tsx'
import { asksAnything, ReportControls } from './report-controls.tsx'
import { findingOf } from './report-finding.ts'
import { askOf, type ChangeSearch, type ReportAnswer, type ReportEntry } from './report-search.ts'

const route = getRouteApi('/shell/reports/$name')
const dayMs = 86_400_000

/** One report: its finding, what it was asked, the chart and the table of the same rows. */
export function ReportScreen() {
  const { name } = route.useParams()
  const list = useQuery(query('listReports'))
  const entry = list.data?.reports.find((each) => each.name === name)
  const error = useStandingError(list)
  if (entry) return <Report key={name} entry={entry} />
  if (list.isPending && !error) return <Loading title="Reading the report" />
  return (
    <Page
      title={error ? 'The report could not be read' : `There is no report ‘${name}’`}
      back={<Back />}
    >
      <Panel flush label="What is wrong">
        {error ? (
          <ErrorState
            error={error}
            what="The list of reports could not be read"
            onRetry={() => void list.refetch()}
            retrying={list.isFetching}
          />
        ) : (
          <EmptyState
            title="Nothing answers to this name"
            action={
              <Link to="/reports" className={buttonClass('main')}>
                See the reports there are
              </Link>
            }
          >
            A report may have been renamed or taken out of the workspace.
          </EmptyState>
        )}
      </Panel>
    </Page>
  )
}

const Back = () => (
  <Link to="/reports" className="hover:text-ink">
    Reports
  </Link>
)

function Report({ entry }: { readonly entry: ReportEntry }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  // It walks all journeys, and facts come all day.
  useLive(['facts', 'signals'], ['runReport', 'reportRows'], 15_000)
  // A report that is left open goes on with the day: its last seven days are seven the next morning.
  const day = Math.floor(useNow() / dayMs) * dayMs
  const asked = useMemo(() => askOf(entry, search, new Date(day)), [entry, search, day])
  const given = { params: { name: entry.name }, query: asked }
  const read = useQuery({ ...query('runReport', given), placeholderData: keepPreviousData })
  const change: ChangeSearch = useCallback(
    (next, { replace = false } = {}) =>
      void navigate({ search: (before) => ({ ...before, ...next }), replace, resetScroll: false }),
    [navigate],
  )
  const open = useCallback(
    ({ column, group, currency }: Figure) => change({ figure: column, group, currency }),
    [change],
  )
  const answer = read.data
  const error = useStandingError(read)
  const finding = answer && findingOf(answer, search.measure)
  return (
    <Page
      title={finding?.title ?? entry.title}
      about={
        answer ? finding?.about : error ? undefined : <Skeleton className="h-5 w-72 max-w-full" />
      }
      back={<Back />}
      aside={answer && <AsOf answer={answer} changing={read.isPlaceholderData} />}
    >
      {asksAnything(entry) && (
        <Panel label="What the report is asked">
          <ReportControls
            entry={entry}
            search={search}
            // A figure of the table before would be none of the next.
            onChange={(next, how) =>
              change({ ...next, figure: undefined, group: undefined, currency: undefined }, how)
            }
          />
        </Panel>
      )}
      {error ? (
        <Panel flush label="What is wrong">
          <ErrorState
            error={error}
            what="The report could not be run"
            safe="The facts that it reads are safe; a report only reads."
            onRetry={() => void read.refetch()}
            retrying={read.isFetching}
          />
        </Panel>
      ) : answer ? (
        <ReportBody
          entry={entry}
          answer={answer}
          search={search}
          asked={asked}
          isOld={read.isPlaceholderData}
          onChange={change}
          onOpen={open}
        />
      ) : (
        <Skeletons />
      )}
    </Page>
  )
}

function AsOf({ answer, changing }: { readonly answer: ReportAnswer; readonly changing: boolean }) {
  return (
    <span>
      {/* The age goes on by itself, and would be said again and again. */}
      <span role="status">{changing && 'Reading anew'}</span>
      {!changing && (
        <>
          As of <Age at={answer.asOf} ago />
        </>
      )}
    </span>
  )
}

function Loading({ title }: { readonly title: string }) {
  return (
    <Page title={title} about={<Skeleton className="h-5 w-72 max-w-full" />} back={<Back />}>
      <Panel label="What the report is asked">
        <Skeleton lines={2} label="The report is being read" />
      </Panel>
      <Skeletons />
    </Page>
  )
}

/** As high as a usual chart and the first rows of a table. */
function Skeletons() {
  return (
    <>
      <Panel label="The chart">
        <Skeleton lines={14} label="The report is being run" />
      </Panel>
      <Panel label="The rows">
        <Skeleton lines={12} />
      </Panel>
    </>
  )
}
