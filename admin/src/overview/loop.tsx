import { Count } from '../ui/count.tsx'
import { Flow } from '../ui/flow.tsx'
import { formatMany } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { lostOf, type Overview } from './finding.ts'
import { Go, report, type Target } from './go.tsx'
import { backWords, stagesOf, stageTargets, type TopicsSeen } from './stages.tsx'

/** The loop as a picture, live, with the equation of the day under it. */
export function Loop(props: {
  readonly overview?: Overview | undefined
  readonly topics: TopicsSeen
}) {
  const { overview, topics } = props
  return (
    <Panel
      label="The loop"
      footer={
        overview ? <Equation overview={overview} /> : <Skeleton className="h-5 w-96 max-w-full" />
      }
    >
      <div className="pt-2 sm:px-2">
        <Flow
          label="The stages of the loop"
          stages={stagesOf(overview, topics)}
          back={backWords(overview)}
          wrap={(stage, content, className) => (
            <Go target={stageTargets[stage.id]!} className={className}>
              {content}
            </Go>
          )}
        />
      </div>
    </Panel>
  )
}

const reconciliation = report('reconciliation')
const doors: Target = { to: '/integrations' }

/** "128,933 read = 128,402 landed + 402 duplicate + 91 filtered + 38 quarantined" */
function Equation({ overview }: { readonly overview: Overview }) {
  const { read, landed, duplicate, filtered, quarantined } = overview.ingestion
  const lost = lostOf(overview)
  return (
    <>
      <p>
        <Term value={read} word="read" target={reconciliation} /> ={' '}
        <Term value={landed} word="landed" target={doors} /> +{' '}
        <Term value={duplicate} word="duplicate" target={reconciliation} /> +{' '}
        <Term value={filtered} word="filtered" target={reconciliation} /> +{' '}
        <Term value={quarantined} word="quarantined" target={doors} />
      </p>
      <p className={lost === 0 ? undefined : 'font-semibold text-bad'}>
        {lost === 0
          ? 'Nothing unaccounted for'
          : `${formatMany(Math.abs(lost), 'record')} unaccounted for`}
      </p>
    </>
  )
}

function Term(props: { readonly value: number; readonly word: string; readonly target: Target }) {
  const { value, word, target } = props
  return (
    <Go target={target} className="rounded-sm hover:underline">
      <span className="font-semibold text-ink">
        <Count value={value} />
      </span>{' '}
      {word}
    </Go>
  )
}
