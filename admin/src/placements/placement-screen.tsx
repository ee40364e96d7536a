import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { query, useLive, useStandingError } from '../app/index.ts'
import { buttonClass } from '../ui/button.tsx'
import { DaysSelect, inDays } from '../ui/days-select.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatCount, formatMany } from '../ui/format.ts'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { placementRange, type PlacementSearch } from './placement-search.ts'
import { ProbePanel } from './probe-panel.tsx'
import { RegionsPanel } from './regions-panel.tsx'
import { placementRoute } from './routes.tsx'
import { RulesPanel } from './rules-panel.tsx'
import { TablesPanel } from './tables-panel.tsx'
import { VariantsPanel } from './variants-panel.tsx'
import { fallbacksOf, formatShare, type Exposures, type Placement } from './words.ts'

const back = <Link to="/placements">Placements</Link>

/** One placement: its variants, who saw which of them where, and why. */
export function PlacementScreen() {
  const { name } = placementRoute.useParams()
  const read = useQuery(query('listPlacements'))
  const { data, isFetching, refetch } = read
  const error = useStandingError(read)
  const placement = data?.placements.find((each) => each.name === name)
  if (placement) return <PlacementPage key={name} placement={placement} />
  if (data) {
    return (
      <Page title="There is no such placement" back={back}>
        <Panel flush>
          <EmptyState
            title={`The workspace defines no placement “${name}”`}
            action={
              <Link to="/placements" className={buttonClass('main')}>
                See the placements there are
              </Link>
            }
          >
            It may have been renamed or taken out of linchpin.config.ts.
          </EmptyState>
        </Panel>
      </Page>
    )
  }
  return (
    <Page
      title={name}
      about={error ? undefined : <Skeleton className="h-5 w-72 max-w-full" />}
      back={back}
    >
      <Panel flush={error !== undefined}>
        {error ? (
          <ErrorState
            error={error}
            what="The placement could not be read"
            safe="Nothing was changed; the edge goes on showing variants."
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        ) : (
          <Skeleton lines={12} label="The placement is being read" />
        )}
      </Panel>
    </Page>
  )
}

function PlacementPage({ placement }: { readonly placement: Placement }) {
  const { name } = placement
  const search = placementRoute.useSearch()
  const navigate = useNavigate()
  const days = placementRange.daysOf(search.range)
  useLive(['facts', 'placements'], ['showExposures'])
  const exposures = useQuery(query('showExposures', { params: { name }, query: { days } }))
  const { data } = exposures
  const error = useStandingError(exposures)
  const change = (next: PlacementSearch): void =>
    void navigate({
      to: '/placements/$name',
      params: { name },
      search: next,
      replace: true,
      resetScroll: false,
    })
  return (
    <Page
      title={titleOf(placement, data)}
      about={data ? aboutOf(data, inDays(days)) : 'What visitors see in this spot, and why'}
      back={back}
      aside={
        <DaysSelect days={days} onChoose={(next) => change(placementRange.choose(search, next))} />
      }
    >
      <VariantsPanel placement={placement} exposures={data} />
      <ProbePanel placement={placement} search={search} onChange={change} />
      {data ? (
        <>
          <RegionsPanel placement={placement} exposures={data} />
          <RulesPanel placement={placement} exposures={data} />
          <TablesPanel exposures={data} />
        </>
      ) : (
        <Panel title="Who sees what where" flush>
          {error ? (
            <ErrorState
              error={error}
              what="What was shown could not be counted"
              safe="Nothing was changed; the edge goes on showing variants, and keeps what it shows until it can be counted."
              onRetry={() => void exposures.refetch()}
              retrying={exposures.isFetching}
            />
          ) : (
            <div className="px-5 pb-5">
              <Skeleton lines={8} label="What was shown is being counted" />
            </div>
          )}
        </Panel>
      )}
    </Page>
  )
}

function titleOf({ name }: Placement, exposures: Exposures | undefined): string {
  if (!exposures) return name
  const { shown, fallbacks } = exposures
  if (shown === 0) return `${name} has not been shown yet`
  const [main] = fallbacks
  if (!main) return `Everybody who saw ${name} was given a variant`
  return `${name} fell back for ${formatShare(fallbacksOf(exposures), shown)} of its views`
}

const aboutOf = (exposures: Exposures, when: string): string =>
  `Shown ${formatMany(exposures.shown, 'time')} to ${formatMany(exposures.units, 'visitor')} ${when}${
    exposures.shown > 0 ? `; ${amongThem(fallbacksOf(exposures))}` : ''
  }`

function amongThem(fallbacks: number): string {
  if (fallbacks === 0) return 'none of these was a fallback'
  return fallbacks === 1
    ? 'one of these was a fallback'
    : `${formatCount(fallbacks)} of these were fallbacks`
}
