import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../app/query.ts'
import { useStandingError } from '../app/standing-error.ts'
import { Age } from '../ui/age.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { findingOf } from './report-finding.ts'
import { askOf, ranges, usualRange, type ReportEntry } from './report-search.ts'

/** The reports there are, each with what it found last. */
export function ReportsScreen() {
  const list = useQuery(query('listReports'))
  const error = useStandingError(list)
  const reports = list.data?.reports.flatMap((entry) => oneEach(entry)) ?? []
  const main = reports.find(({ entry }) => entry.name === 'topic-pipeline') ?? reports[0]
  const found = useQuery({ ...runOf(main), enabled: main !== undefined })
  const title = !found.data
    ? 'What the facts say'
    : found.data.rows.length > 0
      ? findingOf(found.data).title
      : 'No facts answer anything yet'
  return (
    <Page
      title={title}
      about="Every figure opens into the rows behind it."
      aside={ranges[usualRange].label}
    >
      <Panel flush label="Reports">
        {error ? (
          <ErrorState
            error={error}
            what="The reports could not be listed"
            onRetry={() => void list.refetch()}
            retrying={list.isFetching}
          />
        ) : list.isPending ? (
          <div className="flex flex-col gap-6 px-5 py-5">
            <Skeleton lines={2} label="The reports are being listed" />
            <Skeleton lines={2} />
            <Skeleton lines={2} />
          </div>
        ) : (
          <ul className="divide-y divide-line">
            {reports.map((each) => (
              <ReportLine key={`${each.entry.name} ${each.of}`} {...each} />
            ))}
          </ul>
        )}
      </Panel>
    </Page>
  )
}

interface Listed {
  readonly entry: ReportEntry
  readonly of: string | undefined
}

/** A report that must be about one thing stands there once for each, a few at most. */
function oneEach(entry: ReportEntry): Listed[] {
  const { of } = entry.takes
  if (!of?.needed) return [{ entry, of: undefined }]
  return (of.oneOf ?? []).slice(0, 12).map((each) => ({ entry, of: each }))
}

const runOf = (listed: Listed | undefined) => ({
  ...query('runReport', {
    params: { name: listed?.entry.name ?? '' },
    query: listed ? askOf(listed.entry, { of: listed.of }, new Date()) : {},
  }),
  // Each walks all journeys: a look a minute is enough for a list of them.
  staleTime: 60_000,
  refetchInterval: 60_000,
})

function ReportLine({ entry, of }: Listed) {
  const read = useQuery(runOf({ entry, of }))
  const finding = read.data && findingOf(read.data)
  return (
    <li className="relative px-5 py-4 hover:bg-sunk">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <Link
          to="/reports/$name"
          params={{ name: entry.name }}
          search={of === undefined ? {} : { of }}
          // The whole line leads there.
          className="min-w-0 font-semibold text-pretty after:absolute after:inset-0"
        >
          {finding
            ? finding.title
            : read.isError
              ? `${entry.title}: it could not be run`
              : entry.title}
        </Link>
        <span className="text-sm text-muted max-sm:hidden">
          {read.data && <Age at={read.data.asOf} ago still />}
        </span>
      </div>
      <p className="text-muted">
        {entry.title}
        {read.isError ? ` · ${read.error.problem.detail}` : finding?.about && ` · ${finding.about}`}
      </p>
    </li>
  )
}
