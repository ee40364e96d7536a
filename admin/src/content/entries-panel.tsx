import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { listEnd, pages, query, readAll, useStandingError, type Answer } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatCalendarDay, formatCount, formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { Table, type Column, type Sort } from '../ui/table.tsx'
import { contentRange, type ContentSearch } from './content-search.ts'
import { EarnedMoney } from './earned-money.tsx'
import { amountOf, formatShared, mainCurrency, type TopicEarned } from './earned.ts'
import { EntriesTools } from './entries-tools.tsx'
import { StateBadge } from './state-badge.tsx'

export type ListedEntry = Answer<'searchEntries'>['entries'][number]

const pageSize = 100

/** The entries that the filters ask for, with what each earned. */
export function EntriesPanel(props: {
  readonly search: ContentSearch
  readonly onChange: (search: ContentSearch) => void
  readonly topics: readonly TopicEarned[]
}) {
  const { search, onChange, topics } = props
  const navigate = useNavigate()
  const { range, ...filter } = search
  const asked = { ...filter, days: contentRange.daysOf(range), limit: pageSize }
  const list = useInfiniteQuery(pages('searchEntries', { query: asked }))
  const error = useStandingError(list)
  const rows = useMemo(() => list.data?.pages.flatMap(({ entries }) => entries) ?? [], [list.data])
  const columns = useMemo(() => columnsIn(mainCurrency(rows.map(({ earned }) => earned))), [rows])
  const counts = list.data?.pages[0]?.counts
  const unknown = rows.length > 0 && rows[0]!.earned === null
  const sort: Sort = { id: search.order ? 'date' : 'revenue', down: true }
  const order = (next: Sort | undefined): void => {
    const { order: _, ...rest } = search
    onChange(next?.id === 'date' ? { ...rest, order: 'newest' } : rest)
  }
  if (error) {
    return (
      <Panel title="Entries" flush>
        <ErrorState
          error={error}
          what="The entries could not be read"
          safe="Nothing was changed; readers go on getting what is published."
          onRetry={() => void list.refetch()}
          retrying={list.isFetching}
        />
      </Panel>
    )
  }
  return (
    <Panel
      title="Entries"
      aside={unknown ? 'What they earned is not known while the facts are away' : undefined}
      flush
    >
      <Table
        label="Entries"
        rows={rows}
        columns={columns}
        rowId={({ collection, slug }) => `${collection}/${slug}`}
        onOpen={({ collection, slug }) =>
          void navigate({
            to: '/content/$collection/$slug',
            params: { collection, slug },
            search: range ? { range } : {},
          })
        }
        sort={sort}
        onSort={order}
        total={list.hasNextPage ? undefined : rows.length}
        {...listEnd(list)}
        loading={list.isPending || list.isFetchingNextPage}
        csv="entries"
        allRows={async () =>
          (await readAll('searchEntries', { query: { ...asked, limit: 500 } })).flatMap(
            ({ entries }) => entries,
          )
        }
        tools={<EntriesTools search={search} counts={counts} topics={topics} onChange={onChange} />}
        empty={<NoEntries search={search} onChange={onChange} />}
      />
    </Panel>
  )
}

function NoEntries(props: {
  readonly search: ContentSearch
  readonly onChange: (search: ContentSearch) => void
}) {
  const { search, onChange } = props
  const { state, topic, text, ...rest } = search
  const { data } = useQuery(query('listCollections'))
  if (state ?? topic ?? text) {
    return (
      <EmptyState
        title="No entry fits these filters"
        action={<Button onClick={() => onChange(rest)}>Clear filters</Button>}
      >
        There may be others without them.
      </EmptyState>
    )
  }
  const [first] = data?.collections ?? []
  return first ? (
    <EmptyState title="Nothing was imported yet" command={`linchpin publish ${first.name}`}>
      Put Markdown files with a title into {first.folder}, then publish the folder. Each change to a
      file becomes a version; readers get only what was published.
    </EmptyState>
  ) : (
    <EmptyState title="This workspace has no content yet">
      Declare a folder of Markdown with defineContent in linchpin.config.ts. Its entries are shown
      here with what each of them earns.
    </EmptyState>
  )
}

function columnsIn(currency: string | undefined): Column<ListedEntry>[] {
  const figure = (
    id: 'people' | 'touches' | 'leads',
    title: string,
    means: string,
    rest: Partial<Column<ListedEntry>>,
  ): Column<ListedEntry> => ({
    id,
    title,
    means,
    end: true,
    sortable: false,
    value: ({ earned }) => earned?.[id],
    cell: ({ earned }) =>
      earned ? (id === 'leads' ? formatShared(earned.leads) : formatCount(earned[id])) : '–',
    ...rest,
  })
  const money = (
    id: 'pipeline' | 'revenue',
    title: string,
    rest: Partial<Column<ListedEntry>>,
  ): Column<ListedEntry> => ({
    id,
    title,
    end: true,
    value: ({ earned }) => earned && amountOf(earned, id, currency),
    cell: ({ earned }) =>
      earned ? <EarnedMoney of={earned} {...{ amount: id, currency }} /> : '–',
    ...rest,
  })
  return [
    {
      id: 'title',
      title: 'Entry',
      width: 'minmax(10rem, 3fr)',
      sortable: false,
      value: ({ title }) => title,
      cell: (entry) => (
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate">{entry.title}</span>
          <StateBadge entry={entry} />
        </span>
      ),
    },
    {
      id: 'topics',
      title: 'Topics',
      priority: 3,
      width: 'minmax(8rem, 1.5fr)',
      sortable: false,
      value: ({ topics }) => topics.map(({ title }) => title).join(', '),
    },
    {
      id: 'authors',
      title: 'Authors',
      off: true,
      sortable: false,
      value: ({ authors }) => authors.join(', '),
    },
    {
      id: 'date',
      title: 'Date',
      priority: 2,
      width: '6.5rem',
      value: ({ date, publishedAt }) => date ?? publishedAt,
      cell: ({ date, publishedAt }) => {
        // What its author writes is a day; what happened is a moment.
        if (date) return formatCalendarDay(date)
        return publishedAt ? formatDay(publishedAt) : '–'
      },
    },
    {
      id: 'version',
      title: 'Version',
      off: true,
      end: true,
      sortable: false,
      means: 'The version that readers get.',
      value: ({ published }) => published,
    },
    figure('touches', 'Touches', 'How often it was met.', { off: true }),
    figure('people', 'People', 'People who met it.', { priority: 3 }),
    figure('leads', 'Leads', 'People who became leads, shared out among what they had read.', {
      priority: 2,
    }),
    money('pipeline', 'Pipeline', { priority: 2, sortable: false }),
    money('revenue', 'Revenue', { means: 'Money that came in, shared out in the same way.' }),
  ]
}
