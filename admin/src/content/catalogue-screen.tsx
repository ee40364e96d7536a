import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { query, useLive } from '../app/index.ts'
import { DaysSelect, inDays } from '../ui/days-select.tsx'
import { formatMoney } from '../ui/format.ts'
import { Page } from '../ui/page.tsx'
import { contentRange, type ContentSearch } from './content-search.ts'
import { bestTopic, type BestTopic } from './earned.ts'
import { EntriesPanel } from './entries-panel.tsx'
import { leftAs } from './left-as.ts'
import { PublishFolder } from './publish-folder.tsx'
import { catalogueRoute } from './routes.tsx'
import { TopicsPanel } from './topics-panel.tsx'

/** Everything there is to read: by topic, with what each topic and each entry earns. */
export function CatalogueScreen() {
  const search = catalogueRoute.useSearch()
  useEffect(() => void (leftAs.search = search), [search])
  const navigate = useNavigate()
  const days = contentRange.daysOf(search.range)
  useLive(['content'], ['searchEntries', 'listTopics'])
  // What they earn walks all journeys, and facts come all day.
  useLive(['facts'], ['searchEntries', 'listTopics'], 15_000)
  const topics = useQuery(query('listTopics', { query: { days } }))
  const change = useCallback(
    (next: ContentSearch) =>
      void navigate({ to: '/content', search: next, replace: true, resetScroll: false }),
    [navigate],
  )
  const best = topics.data && bestTopic(topics.data.topics)
  return (
    <Page
      title={titleOf(topics.data !== undefined, best)}
      about={
        best
          ? `${formatMoney(best.micros, best.currency, { short: true })} ${best.amount} for each of its ${best.topic.posts} posts ${inDays(days)}`
          : 'What was written, what readers get, and what came of it'
      }
      aside={
        <>
          <DaysSelect days={days} onChoose={(next) => change(contentRange.choose(search, next))} />
          <PublishFolder />
        </>
      }
    >
      <TopicsPanel topics={topics} search={search} onChange={change} />
      <EntriesPanel search={search} onChange={change} topics={topics.data?.topics ?? []} />
    </Page>
  )
}

function titleOf(isKnown: boolean, best: BestTopic | undefined): string {
  if (best) return `${best.topic.title} earns most per post`
  return isKnown ? 'No topic has earned anything yet' : 'What content earns'
}
