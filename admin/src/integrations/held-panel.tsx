import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listEnd, pages, readAll, useStandingError } from '../app/index.ts'
import { ReplayDialog } from '../desk/replay-dialog.tsx'
import { Age } from '../ui/age.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Table, type Column } from '../ui/table.tsx'
import { At } from './at.tsx'
import { HeldDrawer } from './held-drawer.tsx'
import type { HeldRecord, Integration } from './types.ts'
import { useContractSearch } from './use-contract-search.ts'

const columns: readonly Column<HeldRecord>[] = [
  {
    id: 'received',
    title: 'Came in',
    width: '6rem',
    sortable: false,
    value: ({ receivedAt }) => receivedAt,
    cell: ({ receivedAt }) => <Age at={receivedAt} still />,
  },
  {
    id: 'why',
    title: 'Why it is held back',
    width: 'minmax(11rem, 3fr)',
    sortable: false,
    value: ({ at, reason }) => (at ? `${at}: ${reason}` : reason),
    cell: ({ at, reason }) => (
      <span className="truncate">
        <At field={at} />
        {reason}
      </span>
    ),
  },
  {
    id: 'mode',
    title: 'Failure',
    width: '6.5rem',
    priority: 2,
    sortable: false,
    value: ({ mode }) => mode,
  },
  {
    id: 'start',
    title: 'The record',
    width: 'minmax(9rem, 2fr)',
    priority: 2,
    sortable: false,
    value: ({ start }) => start,
    cell: ({ start }) => (
      <code className="truncate font-mono text-sm text-muted">{start.slice(0, 200)}</code>
    ),
  },
]

/** The records of a contract that are held back, each with its reason; one opens whole. */
export function HeldPanel({ of: it }: { readonly of: Integration }) {
  const { search, change } = useContractSearch()
  const { record } = search
  const [isReplaying, setReplaying] = useState(false)
  const held = useInfiniteQuery(pages('listHeld', { query: { contract: it.contract, limit: 100 } }))
  const error = useStandingError(held)
  const rows = held.data?.pages.flatMap((page) => page.records) ?? []
  if (error) {
    return (
      <ErrorState
        error={error}
        what="The quarantined records could not be read"
        onRetry={() => void held.refetch()}
        retrying={held.isFetching}
      />
    )
  }
  return (
    <>
      <Table
        label="Quarantined records"
        rows={rows}
        columns={columns}
        rowId={({ id }) => String(id)}
        onOpen={({ id }) => change({ record: id })}
        openId={record === undefined ? undefined : String(record)}
        total={it.held}
        loading={held.isPending}
        {...listEnd(held)}
        csv={`${it.contract} quarantine`}
        allRows={async () =>
          (await readAll('listHeld', { query: { contract: it.contract, limit: 500 } })).flatMap(
            (page) => page.records,
          )
        }
        maxHeight="32rem"
        tools={
          <Button small onClick={() => setReplaying(true)}>
            Preview a replay of all
          </Button>
        }
        empty={
          <EmptyState title="Nothing is in quarantine">
            A record that breaks the contract is kept here, whole and apart, with the reason, until
            somebody mends the contract and replays it, or leaves it out for good.
          </EmptyState>
        }
      />
      {record !== undefined && (
        <HeldDrawer id={record} onClose={() => change({ record: undefined }, { replace: true })} />
      )}
      {isReplaying && (
        <ReplayDialog
          title={`Replay what ${it.contract} holds back?`}
          of={[{ contract: it.contract }]}
          onClose={() => setReplaying(false)}
          onDone={() => setReplaying(false)}
        />
      )}
    </>
  )
}
