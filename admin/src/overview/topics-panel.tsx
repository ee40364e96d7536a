import { Count } from '../ui/count.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { none } from '../ui/format.ts'
import { Money } from '../ui/money.tsx'
import { Panel } from '../ui/panel.tsx'
import { Percent } from '../ui/percent.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Go, report } from './go.tsx'
import { topicText } from '../ui/topic-text.ts'
import { topicDays } from './topic-query.ts'
import type { Topics } from './topics.ts'

/** As many as stand beside what needs a person. */
const shownTopics = 6

/** Which topics drive pipeline; each figure opens in its report. */
export function TopicsPanel(props: {
  readonly topics: Topics | undefined
  readonly error: unknown
  readonly onRetry: () => void
}) {
  const { topics, error, onRetry } = props
  return (
    <Panel
      flush
      title="Topics that drive pipeline"
      aside={
        <Go target={report('topic-pipeline')} className="rounded-sm hover:text-ink">
          Linear credit, {topicDays} days
        </Go>
      }
    >
      {topics ? (
        <TopicsTable topics={topics} />
      ) : error ? (
        <ErrorState error={error} what="The topics could not be read" onRetry={onRetry} />
      ) : (
        <div className="flex flex-col gap-4.5 border-t border-line px-5 py-3">
          <Skeleton lines={1} label="The topics are being read" />
          {Array.from({ length: 5 }, (_, at) => (
            <Skeleton key={at} lines={1} />
          ))}
        </div>
      )}
    </Panel>
  )
}

function TopicsTable({ topics: { topics, currency } }: { readonly topics: Topics }) {
  if (topics.length === 0) {
    return (
      <p className="border-t border-line px-5 py-6 text-muted">
        No topic has brought a lead yet. Once somebody who read a post becomes a lead, its topics
        stand here with what they earn.
      </p>
    )
  }
  const cell = 'py-2 pl-3 text-right'
  return (
    <table className="w-full border-collapse">
      <thead>
        <tr className="text-xs text-muted">
          <th scope="col" className="pb-2 pl-5 text-left font-normal">
            Topic
          </th>
          <th scope="col" className="pb-2 pl-3 text-right font-normal">
            Leads
          </th>
          <th scope="col" className="pb-2 pl-3 text-right font-normal">
            Pipeline
          </th>
          <th scope="col" className="pr-5 pb-2 pl-3 text-right font-normal">
            <span className="hidden sm:inline">Against before</span>
            <span className="sm:hidden">Change</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {topics.slice(0, shownTopics).map(({ topic, leads, pipeline, growth }) => (
          <tr key={topic} className="border-t border-line hover:bg-sunk">
            <th scope="row" className="py-2 pl-5 text-left font-normal">
              <Go
                target={report('topic-pipeline', { figure: 'pipeline', group: topic, currency })}
                className="rounded-sm hover:underline"
              >
                {topicText(topic)}
              </Go>
            </th>
            <td className={cell}>
              <Count value={leads} digits={0} />
            </td>
            <td className={cell}>
              <Money micros={pipeline * 1e6} currency={currency} short />
            </td>
            <td className={`${cell} pr-5`}>
              {typeof growth !== 'number' ? (
                <span className="text-muted">{growth === null && pipeline > 0 ? 'new' : none}</span>
              ) : (
                <Percent value={growth} digits={0} sign judged />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
