import { useInfiniteQuery } from '@tanstack/react-query'
import { listEnd, pages, readAll, useStandingError, type Answer } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Panel } from '../ui/panel.tsx'
import { Table, type Column } from '../ui/table.tsx'
import { SettingsPage } from './settings-page.tsx'

type Entry = Answer<'listAudit'>['entries'][number]

const columns: readonly Column<Entry>[] = [
  {
    id: 'at',
    title: 'When',
    value: ({ at }) => at,
    cell: ({ at }) => <Age at={at} still />,
    width: '4.5rem',
    sortable: false,
  },
  {
    id: 'actor',
    title: 'Who',
    value: ({ actor }) => actor,
    width: 'minmax(5rem, 1fr)',
    sortable: false,
  },
  {
    id: 'action',
    title: 'What',
    value: ({ action }) => action,
    width: 'minmax(6rem, 2fr)',
    sortable: false,
  },
  {
    id: 'subject',
    title: 'On what',
    value: ({ subject }) => subject,
    width: 'minmax(9rem, 2fr)',
    priority: 2,
    sortable: false,
  },
  {
    id: 'kind',
    title: 'As',
    value: ({ kind }) => kind,
    width: '8rem',
    priority: 3,
    sortable: false,
  },
]

/** Who did what, and whether the trail is as it was written. */
export function AuditScreen() {
  const read = useInfiniteQuery(pages('listAudit', { query: { limit: 200 } }))
  const error = useStandingError(read)
  const trail = read.data?.pages[0]?.trail
  const entries = read.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <SettingsPage title={titleOf(trail)} about={aboutOf(trail)}>
      <Panel label="The audit trail" flush>
        {error ? (
          <ErrorState
            error={error}
            what="The audit trail could not be read"
            onRetry={() => void read.refetch()}
            retrying={read.isFetching}
          />
        ) : (
          <Table
            label="Audit trail"
            rows={entries}
            columns={columns}
            rowId={({ seq }) => String(seq)}
            total={trail?.entries}
            loading={read.isPending}
            csv="audit-trail"
            allRows={async () =>
              (await readAll('listAudit', { query: { limit: 500 } })).flatMap(
                (page) => page.entries,
              )
            }
            {...listEnd(read)}
            empty={
              <EmptyState title="Nothing was done yet">
                Who does something is written down here.
              </EmptyState>
            }
          />
        )}
      </Panel>
    </SettingsPage>
  )
}

type Trail = Answer<'listAudit'>['trail']

function titleOf(trail: Trail | undefined): string {
  if (!trail) return 'The audit trail'
  return trail.state === 'whole' ? 'The audit trail is whole' : 'The audit trail was changed'
}

function aboutOf(trail: Trail | undefined): string {
  return trail?.state === 'broken'
    ? `Entry ${trail.at} does not fit the one before it: somebody changed or removed something in the database. Compare it with a backup, and with the heads in the log.`
    : 'Each entry is chained to the one before, so that a change is found. What was asked for and what came of it are two entries; where the second is missing, nobody knows.'
}
