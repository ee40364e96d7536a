import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useStandingError, type Answer } from '../app/index.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatCount } from '../ui/format.ts'
import { Money } from '../ui/money.tsx'
import { Panel } from '../ui/panel.tsx'
import { Table, type Column } from '../ui/table.tsx'
import type { ContentSearch } from './content-search.ts'
import { EarnedMoney } from './earned-money.tsx'
import {
  amountOf,
  formatShared,
  mainCurrency,
  revenuePerPost,
  type Amount,
  type TopicEarned,
} from './earned.ts'

/** Which topics earn: pressing one shows its entries below. */
export function TopicsPanel(props: {
  readonly topics: UseQueryResult<Answer<'listTopics'>>
  readonly search: ContentSearch
  readonly onChange: (search: ContentSearch) => void
}) {
  const { topics, search, onChange } = props
  const error = useStandingError(topics)
  const rows = topics.data?.topics ?? []
  const currency = useMemo(() => mainCurrency(rows), [rows])
  const columns = useMemo(() => columnsIn(currency), [currency])
  const choose = ({ topic }: TopicEarned): void => {
    const { topic: chosen, ...rest } = search
    onChange(topic === null || topic === chosen ? rest : { ...rest, topic })
  }
  return (
    <Panel
      title="Topics that earn"
      footer="Linear credit: a lead, deal or payment is shared out among all that was read in the 30 days before. The report “From topic to revenue” has the same figures."
      flush
    >
      {error ? (
        <ErrorState
          error={error}
          what="What topics earn could not be read"
          safe="Nothing was changed. Entries can be published and withdrawn all the same."
          onRetry={() => void topics.refetch()}
          retrying={topics.isFetching}
        />
      ) : (
        <div className={topics.isPending ? 'min-h-[24rem]' : undefined}>
          <Table
            label="Topics"
            rows={rows}
            columns={columns}
            rowId={({ topic }) => topic ?? ''}
            onOpen={choose}
            openId={search.topic}
            sort={{ id: 'perPost', down: true }}
            loading={topics.isPending}
            csv="topics"
            tools={<span className="text-sm text-muted">Press a topic to see its entries</span>}
            maxHeight="24rem"
            empty={
              <EmptyState title="No topic yet">
                Give entries topics in their front matter, such as topics: [Data residency], and
                this shows which of them bring leads and revenue.
              </EmptyState>
            }
          />
        </div>
      )}
    </Panel>
  )
}

function columnsIn(currency: string | undefined): Column<TopicEarned>[] {
  const money = (amount: Amount, title: string, means: string): Column<TopicEarned> => ({
    id: amount,
    title,
    end: true,
    means,
    priority: 2,
    value: (row) => amountOf(row, amount, currency),
    cell: (row) => <EarnedMoney of={row} {...{ amount, currency }} />,
  })
  return [
    { id: 'topic', title: 'Topic', value: ({ title }) => title },
    {
      id: 'posts',
      title: 'Posts',
      end: true,
      priority: 2,
      value: ({ posts }) => posts,
      means: 'Pieces of content that were ever published under it.',
    },
    {
      id: 'people',
      title: 'People',
      end: true,
      priority: 3,
      value: ({ people }) => people,
      cell: ({ people }) => formatCount(people),
      means: 'People who met content of this topic.',
    },
    {
      id: 'leads',
      title: 'Leads',
      end: true,
      priority: 2,
      value: ({ leads }) => leads,
      cell: ({ leads }) => formatShared(leads),
      means: 'People who became leads, shared out among what they had read before.',
    },
    money('pipeline', 'Pipeline', 'The amount of deals opened, shared out in the same way.'),
    money('revenue', 'Revenue', 'Money that came in, less refunds, shared out in the same way.'),
    {
      id: 'perPost',
      title: 'Per post',
      end: true,
      means: 'Revenue by the number of posts.',
      priority: 1,
      value(row) {
        const micros = revenuePerPost(row, currency)
        return micros === null ? null : micros / 1e6
      },
      cell: (row) => <Money micros={revenuePerPost(row, currency)} currency={currency} short />,
    },
  ]
}
