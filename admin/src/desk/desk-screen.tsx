import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { listEnd, query, useStandingError } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { DeskFilters } from './desk-filters.tsx'
import { hasFilter, type DeskSearch } from './desk-search.ts'
import { deskAbout, deskTitle } from './desk-title.ts'
import { leftAs } from './left-as.ts'
import { deskRoute } from './routes.tsx'
import { Triage } from './triage.tsx'
import { useDeskList } from './use-desk-list.ts'

/** The desk: what failed and needs a person, in the order in which it is due. */
export function DeskScreen() {
  const search = deskRoute.useSearch()
  useEffect(() => void (leftAs.search = search), [search])
  const navigate = useNavigate()
  const { data: counts } = useQuery(query('countExceptions'))
  const { list, entries } = useDeskList(search)
  const error = useStandingError(list)
  const change = useCallback(
    (next: DeskSearch) =>
      void navigate({ to: '/desk', search: next, replace: true, resetScroll: false }),
    [navigate],
  )
  const known = hasFilter(search) || search.state ? entries.length : (counts?.open ?? 0)
  return (
    <Page title={deskTitle(counts, search)} about={deskAbout(counts, search)}>
      <Panel label="Exceptions" flush>
        <DeskFilters search={search} counts={counts} onChange={change} />
        <div className="border-t border-line">
          {error ? (
            <ErrorState
              error={error}
              what="The desk could not be read"
              safe="Nothing was changed. What is held back stays held, and what fails meanwhile is kept."
              onRetry={() => void list.refetch()}
              retrying={list.isFetching}
            />
          ) : list.isPending ? (
            <Reading />
          ) : entries.length === 0 ? (
            <NothingHere search={search} onChange={change} />
          ) : (
            <Triage
              key={JSON.stringify(search)}
              search={search}
              entries={entries}
              total={list.hasNextPage ? Math.max(known, entries.length + 1) : entries.length}
              isReading={list.isFetchingNextPage}
              {...listEnd(list)}
            />
          )}
        </div>
      </Panel>
    </Page>
  )
}

function Reading() {
  return (
    <div className="flex flex-col">
      {Array.from({ length: 6 }, (_, at) => (
        <div key={at} className="border-b border-line px-5 py-3 last:border-0">
          <Skeleton lines={2} {...(at === 0 ? { label: 'The desk is being read' } : {})} />
        </div>
      ))}
    </div>
  )
}

function NothingHere(props: {
  readonly search: DeskSearch
  readonly onChange: (search: DeskSearch) => void
}) {
  const { search, onChange } = props
  const { state } = search
  if (hasFilter(search)) {
    return (
      <EmptyState
        title="Nothing fits these filters"
        action={<Button onClick={() => onChange(state ? { state } : {})}>Clear filters</Button>}
      >
        There may be more on the desk without them.
      </EmptyState>
    )
  }
  if (state === 'resolved') {
    return (
      <EmptyState title="Nothing was resolved yet">
        What is taken off the desk is kept here, with the reason and who said it.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="What fails will stand here">
      Records that break their contract, sources that stay silent and files that cannot be read come
      here: each with an owner, a time, and what to do about it. Nothing fails silently.
    </EmptyState>
  )
}
