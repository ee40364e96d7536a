import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useLive } from '../app/live.ts'
import { query } from '../app/query.ts'
import { FigureDrawer, type Figure } from '../reports/figure-drawer.tsx'
import { useStandingError } from '../app/standing-error.ts'
import { Age } from '../ui/age.tsx'
import { Badge } from '../ui/badge.tsx'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatCalendarDay, formatCount, formatMany } from '../ui/format.ts'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { ArmsTable } from './arms-table.tsx'
import { Curve } from './curve-panel.tsx'
import { LeftOut } from './left-out.tsx'
import { Split } from './split.tsx'
import { states, type Experiment } from './words.ts'

const route = getRouteApi('/shell/experiments/$name')

/** One experiment: what it comes to in a sentence, and everything the sentence rests on. */
export function ExperimentScreen() {
  const { name } = route.useParams()
  useLive(['facts', 'placements'], ['showExperiment', 'reportRows'])
  const read = useQuery(query('showExperiment', { params: { name } }))
  const error = useStandingError(read)
  if (read.data) return <Shown experiment={read.data} />
  const isUnknown = error?.problem.status === 404
  return (
    <Page
      title={
        isUnknown
          ? `There is no experiment ‘${name}’`
          : error
            ? `${name} could not be examined`
            : name
      }
      about={error ? undefined : <Skeleton className="h-5 w-72 max-w-full" />}
      back={<Back />}
    >
      {isUnknown ? (
        <Panel flush label="What is wrong">
          <EmptyState
            title="Nothing answers to this name"
            action={
              <Link to="/experiments" className={buttonClass('main')}>
                See the experiments there are
              </Link>
            }
          >
            An experiment may have been renamed or taken out of the workspace.
          </EmptyState>
        </Panel>
      ) : error ? (
        <Panel flush label="What is wrong">
          <ErrorState
            error={error}
            what="The experiment could not be examined"
            safe="It runs on: the edge deals variants without this app, and what visitors do is kept."
            onRetry={() => void read.refetch()}
            retrying={read.isFetching}
          />
        </Panel>
      ) : (
        <>
          <Panel label="What it comes to">
            <Skeleton lines={2} label="The experiment is being examined" />
          </Panel>
          <Panel label="The band">
            <Skeleton lines={16} />
          </Panel>
          <Panel label="Variants">
            <Skeleton lines={4} />
          </Panel>
        </>
      )}
    </Page>
  )
}

const Back = () => (
  <Link to="/experiments" className="hover:text-ink">
    Experiments
  </Link>
)

function Shown({ experiment }: { readonly experiment: Experiment }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { name, finding, state, metric, placement, days, firstDay, units, several } = experiment
  const open = (figure: Figure) =>
    void navigate({
      search: (before) => ({ ...before, figure: figure.column, group: figure.group }),
      resetScroll: false,
    })
  const { label, tone, about } = states[state]
  return (
    <Page
      title={finding.title}
      about={`${name} · ${formatMany(units, 'visitor')}${firstDay ? ` since ${formatCalendarDay(firstDay)}` : ''}`}
      back={<Back />}
      aside={
        <>
          <Badge tone={tone}>{label}</Badge>
          <span>
            As of <Age at={experiment.asOf} ago />
          </span>
        </>
      }
    >
      <Panel label="What it comes to">
        <ul className="flex max-w-prose flex-col gap-1.5">
          {finding.because.map((sentence) => (
            <li key={sentence} className="text-pretty">
              {sentence}
            </li>
          ))}
          {state !== 'running' && <li className="text-muted text-pretty">{about}</li>}
        </ul>
      </Panel>
      {days.length > 0 && (
        <Curve
          experiment={experiment}
          arm={search.arm}
          onChoose={(arm) =>
            void navigate({ search: (before) => ({ ...before, arm }), resetScroll: false })
          }
        />
      )}
      <Panel title="Variants" aside={metric.means} flush>
        <ArmsTable experiment={experiment} onOpen={open} />
      </Panel>
      <div className="grid gap-5 lg:grid-cols-2">
        <Split experiment={experiment} />
        <LeftOut experiment={experiment} />
      </div>
      <p className="text-sm text-muted">
        Runs on the placement {placement}. {belongs(several)} The goal is ‘{metric.goal}’.
      </p>
      <OpenFigure
        experiment={experiment}
        figure={search}
        onOpen={open}
        onClose={() =>
          void navigate({
            search: (before) => ({ ...before, figure: undefined, group: undefined }),
            replace: true,
            resetScroll: false,
          })
        }
      />
    </Page>
  )
}

const belongs = (several: number): string =>
  several === 0
    ? 'A visitor belongs to the variant seen first.'
    : `A visitor belongs to the variant seen first, also the ${several === 1 ? 'one' : formatCount(several)} who saw another later.`

const figureColumns = [
  {
    name: 'units',
    title: 'Visitors',
    form: 'count',
    means: 'People who were dealt this arm first.',
  },
  {
    name: 'conversions',
    title: 'Reached the goal',
    form: 'count',
    means: 'Those who reached the goal after they first saw it.',
  },
] as const

function OpenFigure(props: {
  readonly experiment: Experiment
  readonly figure: { readonly figure?: string | undefined; readonly group?: string | undefined }
  readonly onOpen: (figure: Figure) => void
  readonly onClose: () => void
}) {
  const { experiment, figure, onOpen, onClose } = props
  const asked = useMemo(() => ({ of: experiment.name }), [experiment.name])
  const arm = experiment.arms.find((each) => each.arm === figure.group)
  const column = figureColumns.find(({ name }) => name === figure.figure)
  return (
    <FigureDrawer
      report="experiment-result"
      asked={asked}
      figure={column && arm ? { column: column.name, group: arm.arm } : undefined}
      columns={figureColumns}
      value={column && arm?.[column.name]}
      counted="A person with two devices counts once."
      opens
      asOf={experiment.asOf}
      onOpen={onOpen}
      onClose={onClose}
    />
  )
}
