import { useQueries, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { query, useLive, useStandingError } from '../app/index.ts'
import { Badge } from '../ui/badge.tsx'
import { DaysSelect, inDays } from '../ui/days-select.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatCount } from '../ui/format.ts'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Table, type Column } from '../ui/table.tsx'
import { placementRange } from './placement-search.ts'
import { placementsRoute } from './routes.tsx'
import { VariantTablePanel } from './variant-table-panel.tsx'
import { fallbacksOf, formatShare, type Exposures, type Placement } from './words.ts'

interface Row {
  readonly placement: Placement
  /** Undefined while it is read, null where it could not be. */
  readonly exposures: Exposures | null | undefined
}

/** Where variants are shown: how often, to how many, and how often only the fallback. */
export function PlacementsScreen() {
  const { range } = placementsRoute.useSearch()
  const navigate = useNavigate()
  const days = placementRange.daysOf(range)
  useLive(['facts', 'placements'], ['showExposures'])
  const read = useQuery(query('listPlacements'))
  const { data, refetch, isFetching } = read
  const error = useStandingError(read)
  const placements = data?.placements ?? []
  const counts = useQueries({
    queries: placements.map(({ name }) =>
      query('showExposures', { params: { name }, query: { days } }),
    ),
  })
  const rows = placements.map((placement, n) => ({
    placement,
    exposures: counts[n]?.data ?? (counts[n]?.error ? null : undefined),
  }))
  const faulty = counts.find((each) => each.error && !each.data)
  return (
    <Page
      title={data?.placements.length === 0 ? 'No placement yet' : titleOf(rows)}
      about={`Which variant each visitor gets, decided at the edge ${inDays(days)}`}
      aside={
        <DaysSelect
          days={days}
          onChoose={(next) =>
            void navigate({
              to: '/placements',
              search: placementRange.choose({}, next),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
    >
      <Panel title="Placements" flush>
        {error ? (
          <ErrorState
            error={error}
            what="The placements could not be read"
            safe="Nothing was changed; the edge goes on showing variants."
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        ) : data ? (
          <Table
            label="Placements"
            rows={rows}
            columns={columns}
            rowId={({ placement }) => placement.name}
            onOpen={({ placement: { name } }) =>
              void navigate({
                to: '/placements/$name',
                params: { name },
                search: range ? { range } : {},
              })
            }
            csv="placements"
            empty={
              <EmptyState title="This workspace has no placement yet" command="linchpin check">
                Declare a spot on a page with definePlacement in linchpin.config.ts: its variants,
                their weights, and where they may not be shown. The edge serves it at once; the
                check says what is still missing.
              </EmptyState>
            }
          />
        ) : (
          <div className="px-5 pb-5">
            <Skeleton lines={6} label="The placements are being read" />
          </div>
        )}
        {faulty?.error && (
          <div className="border-t border-line">
            <ErrorState
              error={faulty.error}
              what="Not all of it could be counted"
              safe="Nothing was changed; the edge goes on showing variants, and keeps what it shows until it can be counted."
              onRetry={() => void Promise.all(counts.map((each) => each.refetch()))}
              retrying={counts.some((each) => each.isFetching)}
            />
          </div>
        )}
      </Panel>
      <VariantTablePanel />
    </Page>
  )
}

/** The finding: where visitors got only the fallback most often. */
function titleOf(rows: readonly Row[]): string {
  if (rows.length === 0 || rows.some(({ exposures }) => !exposures)) return 'Who is shown what'
  const known = rows.map(({ placement, exposures }) => ({
    name: placement.name,
    shown: exposures!.shown,
    fallbacks: fallbacksOf(exposures!),
  }))
  if (known.every(({ shown }) => shown === 0)) return 'Nothing has been shown yet'
  const worst = known
    .filter(({ fallbacks }) => fallbacks > 0)
    .sort((a, b) => b.fallbacks / b.shown - a.fallbacks / a.shown)[0]
  if (!worst) return 'Every visitor was given a variant'
  return `${worst.name} fell back for ${formatShare(worst.fallbacks, worst.shown)} of its views`
}

const figure = (exposures: Row['exposures'], of: (exposures: Exposures) => number): string =>
  exposures === undefined ? '…' : exposures === null ? '–' : formatCount(of(exposures))

const columns: readonly Column<Row>[] = [
  {
    id: 'name',
    title: 'Placement',
    width: 'minmax(6.5rem, 2fr)',
    value: ({ placement }) => placement.name,
    cell: ({ placement: { name, experiment } }) => (
      <span className="flex min-w-0 flex-wrap items-center gap-x-2">
        <span className="truncate">{name}</span>
        {experiment && <Badge>experiment</Badge>}
      </span>
    ),
  },
  {
    id: 'variants',
    title: 'Variants',
    end: true,
    priority: 2,
    value: ({ placement }) => placement.variants.length,
  },
  {
    id: 'restrictions',
    title: 'Restrictions',
    end: true,
    priority: 3,
    value: ({ placement }) => placement.restrictions.length,
  },
  {
    id: 'shown',
    title: 'Shown',
    end: true,
    width: 'minmax(4rem, 1fr)',
    means: 'How often any of its variants was shown.',
    value: ({ exposures }) => exposures?.shown,
    cell: ({ exposures }) => figure(exposures, ({ shown }) => shown),
  },
  {
    id: 'units',
    title: 'Visitors',
    end: true,
    priority: 2,
    means: 'Identifiers that something was chosen for, each once.',
    value: ({ exposures }) => exposures?.units,
    cell: ({ exposures }) => figure(exposures, ({ units }) => units),
  },
  {
    id: 'fallbacks',
    title: 'Fallbacks',
    end: true,
    width: 'minmax(5rem, 1fr)',
    means: 'How often no choice could be made, and the fallback was shown.',
    value: ({ exposures }) => exposures && fallbacksOf(exposures),
    cell: ({ exposures }) => figure(exposures, fallbacksOf),
  },
]
