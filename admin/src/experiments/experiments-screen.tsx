import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLive } from '../app/live.ts'
import { query } from '../app/query.ts'
import { useStandingError } from '../app/standing-error.ts'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatCalendarDay, formatMany, formatWord } from '../ui/format.ts'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { states, type Listed } from './words.ts'

/** The experiments of the workspace, each with what it comes to so far. */
export function ExperimentsScreen() {
  useLive(['facts', 'placements'], ['listExperiments'])
  const read = useQuery(query('listExperiments'))
  const experiments = read.data?.experiments
  const error = useStandingError(read)
  return (
    <Page
      title={experiments ? titleOf(experiments) : 'Experiments'}
      about="Figures are always valid: look as often as you like."
    >
      <Panel flush label="Experiments">
        {error ? (
          <ErrorState
            error={error}
            what="The experiments could not be examined"
            safe="They run on: the edge deals variants without this app."
            onRetry={() => void read.refetch()}
            retrying={read.isFetching}
          />
        ) : !experiments ? (
          <div className="flex flex-col gap-6 px-5 py-5">
            <Skeleton lines={3} label="The experiments are being examined" />
            <Skeleton lines={3} />
          </div>
        ) : experiments.length === 0 ? (
          <Nothing />
        ) : (
          <ul className="divide-y divide-line">
            {experiments.map((each) => (
              <ExperimentLine key={each.name} {...each} />
            ))}
          </ul>
        )}
      </Panel>
    </Page>
  )
}

function titleOf(experiments: readonly Listed[]): string {
  const broken = experiments.filter(({ finding }) => finding.tone === 'broken').length
  const of = `of ${small(experiments.length)} ${experiments.length === 1 ? 'experiment' : 'experiments'}`
  if (broken > 0) return `${formatWord(broken)} ${of} must not be trusted`
  const decided = experiments.filter(({ finding }) =>
    ['better', 'worse'].includes(finding.tone),
  ).length
  if (decided > 0) return `${formatWord(decided)} ${of} can be decided`
  const running = experiments.filter(({ state }) => state === 'running').length
  if (experiments.length === 0) return 'No experiment yet'
  return running > 0
    ? `${formatWord(running)} ${of} running, none decided yet`
    : 'No experiment is running'
}

/** A small number in the middle of a sentence: two. */
const small = (count: number): string => formatWord(count).toLowerCase()

function ExperimentLine({ name, finding, state, units, firstDay, placement, metric }: Listed) {
  const { label, tone } = states[state]
  return (
    <li className="relative px-5 py-4 hover:bg-sunk">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <Link
          to="/experiments/$name"
          params={{ name }}
          className="min-w-0 font-semibold text-pretty after:absolute after:inset-0"
        >
          {finding.title}
        </Link>
        <Badge tone={finding.tone === 'broken' ? 'bad' : tone}>
          {finding.tone === 'broken' ? 'Not to be trusted' : label}
        </Badge>
      </div>
      <p className="text-muted">
        {name} · on {placement} · {formatMany(units, 'visitor')}
        {firstDay && ` since ${formatCalendarDay(firstDay)}`}
      </p>
      <p className="text-muted">{metric.means}</p>
    </li>
  )
}

function Nothing() {
  return (
    <EmptyState title="The workspace defines no experiment" command="linchpin publish">
      An experiment compares the variants of a placement by the share of visitors who reach a goal.
      Declare one with <code className="font-mono text-sm">defineExperiment</code>, list it in{' '}
      <code className="font-mono text-sm">linchpin.config.ts</code>, and publish it. It will show
      here what it comes to, day by day.
    </EmptyState>
  )
}
