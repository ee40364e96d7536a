import { useMemo } from 'react'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { Table, type Column } from '../ui/table.tsx'
import { regionName, type Exposures, type Placement } from './words.ts'

type Region = Exposures['regions'][number]

/** Who saw what where: regions by variants. */
export function RegionsPanel(props: {
  readonly placement: Placement
  readonly exposures: Exposures
}) {
  const { placement, exposures } = props
  const { regions, elsewhere, variants } = exposures
  // Also variants that there are no more, since people saw them.
  const names = useMemo(
    () => [
      ...new Set([
        ...placement.variants.map(({ name }) => name),
        ...variants.map(({ variant }) => variant),
      ]),
    ],
    [placement, variants],
  )
  const columns = useMemo(() => columnsOf(names), [names])
  return (
    <Panel
      title="Who sees what where"
      aside="By the region that the edge went by"
      footer={
        elsewhere.regions > 0 &&
        `${elsewhere.regions} more regions come to ${formatCount(elsewhere.shown)}.`
      }
      flush
    >
      <Table
        label="Who sees what where"
        rows={regions}
        columns={columns}
        rowId={({ region }) => region ?? ''}
        sort={{ id: 'shown', down: true }}
        csv={`${placement.name}-by-region`}
        maxHeight="28rem"
        empty={
          <EmptyState title="Nobody has seen it yet">
            Ask the edge for it from a page, and who saw what where is counted here a second later.
          </EmptyState>
        }
      />
    </Panel>
  )
}

const columnsOf = (names: readonly string[]): Column<Region>[] => [
  {
    id: 'region',
    title: 'Region',
    value: ({ region }) => region ?? 'not known',
    cell: ({ region }) => (
      <span>
        {regionName(region)} <span className="text-muted">{region}</span>
      </span>
    ),
  },
  ...names.map((name): Column<Region> => ({
    id: `variant ${name}`,
    title: name,
    end: true,
    value: ({ variants }) => variants.find(({ variant }) => variant === name)?.shown ?? 0,
    cell: ({ variants }) => {
      const count = variants.find(({ variant }) => variant === name)?.shown
      return count ? formatCount(count) : <span className="text-muted">–</span>
    },
  })),
  {
    id: 'fallbacks',
    title: 'Fallbacks',
    end: true,
    priority: 2,
    means: 'How often it was shown because no choice could be made.',
    value: ({ fallbacks }) => fallbacks,
    cell: ({ fallbacks }) =>
      fallbacks > 0 ? formatCount(fallbacks) : <span className="text-muted">–</span>,
  },
  {
    id: 'shown',
    title: 'In all',
    end: true,
    priority: 2,
    value: ({ shown }) => shown,
    cell: ({ shown }) => formatCount(shown),
  },
]
