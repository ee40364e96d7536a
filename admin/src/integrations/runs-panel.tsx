import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { listEnd, pages, query, readAll, useStandingError } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatCount, formatSpan } from '../ui/format.ts'
import { Table, type Column } from '../ui/table.tsx'
import { RunDrawer } from './run-drawer.tsx'
import type { Integration, Run } from './types.ts'
import { useContractSearch } from './use-contract-search.ts'

const figure = (
  id: 'read' | 'landed' | 'duplicate' | 'filtered' | 'quarantined',
  title: string,
  priority: 1 | 2,
): Column<Run> => ({
  id,
  title,
  end: true,
  width: '6.5rem',
  priority,
  sortable: false,
  value: (run) => run[id],
  cell: (run) => <span className={run[id] === 0 ? 'text-muted' : ''}>{formatCount(run[id])}</span>,
})

const columns: readonly Column<Run>[] = [
  {
    id: 'started',
    title: 'Started',
    width: '7rem',
    sortable: false,
    value: ({ startedAt }) => startedAt,
    cell: ({ startedAt }) => <Age at={startedAt} still />,
  },
  {
    id: 'outcome',
    title: 'Outcome',
    width: 'minmax(7rem, 1fr)',
    sortable: false,
    value: ({ state }) => state,
    cell: (run) => <Outcome of={run} />,
  },
  figure('read', 'Read', 1),
  figure('landed', '= Landed', 2),
  figure('duplicate', '+ Duplicate', 2),
  figure('filtered', '+ Filtered', 2),
  figure('quarantined', '+ Quarantined', 2),
  {
    id: 'took',
    title: 'Took',
    width: '5rem',
    end: true,
    priority: 3,
    sortable: false,
    value: (run) => tookMs(run),
    cell: (run) => formatSpan(tookMs(run) ?? Number.NaN),
  },
]

const tookMs = ({ startedAt, finishedAt }: Run): number | undefined =>
  finishedAt ? new Date(finishedAt).getTime() - new Date(startedAt).getTime() : undefined

function Outcome({ of: { state, problems, recovery, source } }: { readonly of: Run }) {
  if (state === 'running') return <Badge tone="accent">being read</Badge>
  const about = problems[0]?.message ?? source
  return (
    <span className="flex min-w-0 items-center gap-2">
      {state === 'failed' && recovery?.outcome !== 'again' && <Badge tone="bad">failed</Badge>}
      {recovery?.outcome === 'again' && (
        <Badge>
          retry {recovery.attempt} of {recovery.times} follows
        </Badge>
      )}
      {recovery?.outcome === 'over' && <Badge tone="accent">works again</Badge>}
      <span className="truncate text-muted">{about}</span>
    </span>
  )
}

/** The readings of a contract's sources, each with where its records went. */
export function RunsPanel({ of: it }: { readonly of: Integration }) {
  const { search, change } = useContractSearch()
  const { quiet = false, run: openId } = search
  const runs = useInfiniteQuery(
    pages('listRuns', { query: { contract: it.contract, eventful: !quiet, limit: 100 } }),
  )
  const error = useStandingError(runs)
  const rows = runs.data?.pages.flatMap((page) => page.runs) ?? []
  const open = useRun(it.contract, openId, runs.isPending ? undefined : rows)
  const showQuiet = (also: boolean) => change({ quiet: also ? true : undefined }, { replace: true })
  if (it.sources.every(({ door }) => door === 'collector')) return <NoRuns of={it} />
  if (error) {
    return (
      <ErrorState
        error={error}
        what="The runs could not be read"
        onRetry={() => void runs.refetch()}
        retrying={runs.isFetching}
      />
    )
  }
  return (
    <>
      <Table
        label="Runs"
        rows={rows}
        columns={columns}
        rowId={({ id }) => String(id)}
        onOpen={({ id }) => change({ run: id })}
        openId={open && String(open.id)}
        loading={runs.isPending}
        {...listEnd(runs)}
        csv={`${it.contract} runs`}
        allRows={async () =>
          (
            await readAll('listRuns', {
              query: { contract: it.contract, eventful: !quiet, limit: 500 },
            })
          ).flatMap((page) => page.runs)
        }
        maxHeight="32rem"
        tools={
          <Checkbox
            label="Also runs that found nothing new"
            checked={quiet}
            onChange={(event) => showQuiet(event.currentTarget.checked)}
          />
        }
        empty={
          <EmptyState
            title="No run has read anything yet"
            action={
              quiet ? undefined : (
                <Button onClick={() => showQuiet(true)}>Show runs that found nothing new</Button>
              )
            }
          >
            Each reading of a source stands here, with how many records it read and where they went.
            Run the source now, or upload a file.
          </EmptyState>
        }
      />
      {open && (
        <RunDrawer run={open} onClose={() => change({ run: undefined }, { replace: true })} />
      )}
    </>
  )
}

/** The run that an address names, also where the list was not read as far, or leaves it out. */
function useRun(
  contract: string,
  id: number | undefined,
  listed: readonly Run[] | undefined,
): Run | undefined {
  const found = listed?.find((each) => each.id === id)
  const { data } = useQuery({
    ...query('listRuns', { query: { contract, after: (id ?? 0) + 1, limit: 1 } }),
    enabled: id !== undefined && listed !== undefined && !found,
  })
  return found ?? data?.runs.find((each) => each.id === id)
}

function NoRuns({ of: { contract } }: { readonly of: Integration }) {
  return (
    <EmptyState title="These records are not read in runs">
      {contract} is sent to Linchpin, record by record, as it happens. What came in stands above by
      day; what was held back stands in the next tab.
    </EmptyState>
  )
}
