import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { query, useLive, useStandingError } from '../app/index.ts'
import { Page } from '../ui/page.tsx'
import { useNow } from '../ui/use-now.ts'
import { Connect } from './connect.tsx'
import { ExampleProgress } from './example-progress.tsx'
import { findingOf } from './finding.ts'
import { Loop } from './loop.tsx'
import { NeedsAPerson } from './needs-a-person.tsx'
import type { TopicsSeen } from './stages.tsx'
import { topicQuery } from './topic-query.ts'
import { readTopics } from './topics.ts'
import { TopicsPanel } from './topics-panel.tsx'

/** The home: whether anything is wrong, what to do about it, and what works. */
export function OverviewScreen() {
  useLive(
    ['signals', 'facts', 'desk', 'content', 'placements', 'runs'],
    ['showOverview', 'listExceptions'],
  )
  const { data: overview } = useSuspenseQuery(query('showOverview'))
  const topics = useTopics()
  const { title, about } = findingOf(overview)
  return (
    <Page title={title} about={about} aside="Last 24 hours">
      <ExampleProgress />
      <Loop overview={overview} topics={topics.seen} />
      {overview.ingestion.ever ? (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.08fr)_minmax(0,1fr)] lg:items-stretch">
          <NeedsAPerson open={overview.desk.open} />
          <TopicsPanel {...topics} />
        </div>
      ) : (
        <Connect />
      )}
    </Page>
  )
}

function useTopics() {
  // The day is what the question asks for, so it changes once a day.
  const now = useNow()
  const current = useQuery(topicQuery(now, 'now'))
  const before = useQuery(topicQuery(now, 'before'))
  const topics = useMemo(
    () => (current.data && !before.isPending ? readTopics(current.data, before.data) : undefined),
    [current.data, before.data, before.isPending],
  )
  const error = useStandingError(current)
  const seen: TopicsSeen = topics ?? (error ? 'away' : 'reading')
  const onRetry = () => void Promise.all([current.refetch(), before.refetch()])
  return { topics, error, seen, onRetry }
}
