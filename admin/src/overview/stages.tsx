import type { ReactNode } from 'react'
import { Count } from '../ui/count.tsx'
import type { Stage } from '../ui/flow.tsx'
import { formatCount, formatMany, formatSpan, none } from '../ui/format.ts'
import { Money } from '../ui/money.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { lostOf, type Overview } from './finding.ts'
import { report, type Target } from './go.tsx'
import type { Topics } from './topics.ts'

/** What is known of the topics: not yet read, not to be had, or how they are. */
export type TopicsSeen = Topics | 'reading' | 'away'

/** Where each stage opens. */
export const stageTargets: Readonly<Record<string, Target>> = {
  ingestion: { to: '/integrations' },
  processing: report('reconciliation'),
  intelligence: report('topic-pipeline'),
  execution: { to: '/content' },
  feedback: { to: '/experiments' },
}

/** The five stages with what each did; without an overview they stand there in their final size. */
export function stagesOf(overview: Overview | undefined, topics: TopicsSeen): readonly Stage[] {
  if (!overview) {
    return ['Ingestion', 'Processing', 'Intelligence', 'Execution', 'Feedback'].map((label) => ({
      id: label.toLowerCase(),
      label,
      value: waitingFigure,
      about: waitingWords,
    }))
  }
  const { ingestion, processing, execution, feedback } = overview
  const { changed, readable } = execution
  return [
    {
      id: 'ingestion',
      label: 'Ingestion',
      value: <Count value={ingestion.landed} />,
      about: `signals · ${formatMany(ingestion.systems, 'system')}`,
      ...troubleAtDoor(overview),
    },
    {
      id: 'processing',
      label: 'Processing',
      value: <Count value={processing.facts} />,
      ...factsState(processing),
    },
    { id: 'intelligence', label: 'Intelligence', ...intelligence(topics) },
    {
      id: 'execution',
      label: 'Execution',
      value: <Count value={readable} />,
      about:
        changed === 0
          ? `${readable === 1 ? 'entry' : 'entries'} published`
          : `entries · ${formatCount(changed)} changed`,
    },
    {
      id: 'feedback',
      label: 'Feedback',
      value: <Count value={feedback.running} />,
      about: `${feedback.running === 1 ? 'experiment' : 'experiments'} running`,
    },
  ]
}

const waitingFigure = (
  <span className="flex h-8 items-center">
    <Skeleton className="h-6 w-20" />
  </span>
)
const waitingWords = (
  <span className="flex h-5 items-center">
    <Skeleton className="h-3 w-24" />
  </span>
)

function troubleAtDoor(overview: Overview): Pick<Stage, 'tone' | 'toneWord'> {
  const { late, held } = overview.ingestion
  if (lostOf(overview) !== 0) return { tone: 'bad', toneWord: 'records are unaccounted for' }
  if (late === 0 && held === 0) return {}
  const words = [
    late > 0 && `${formatMany(late, 'contract')} late`,
    held > 0 && `${formatMany(held, 'record')} in quarantine`,
  ]
  return { tone: 'warn', toneWord: words.filter(Boolean).join(', ') }
}

function factsState({
  state,
  waiting,
}: Overview['processing']): Pick<Stage, 'about' | 'tone' | 'toneWord'> {
  switch (state) {
    case 'serving':
      return { about: waiting ? `facts · ${formatCount(waiting)} behind` : 'facts · none behind' }
    case 'opening':
      return { about: 'the facts are being opened' }
    case 'standby':
      return { about: 'another process holds them' }
    case 'failed':
      return { about: 'the facts do not answer', tone: 'bad', toneWord: 'the facts do not answer' }
  }
}

function intelligence(topics: TopicsSeen): Pick<Stage, 'value' | 'about'> {
  if (topics === 'reading') return { value: waitingFigure, about: waitingWords }
  if (topics === 'away') return { value: none, about: 'no report at this moment' }
  const { pipeline, currency, topics: list } = topics
  return {
    value: <Money micros={pipeline * 1e6} currency={currency} short />,
    about: `pipeline · ${formatMany(list.length, 'topic')}`,
  }
}

/** What comes back from the last stage to the first, in words. */
export function backWords(overview: Overview | undefined): ReactNode {
  if (!overview)
    return (
      <span className="mx-auto flex h-5 w-72 max-w-full items-center">
        <Skeleton className="h-3 w-72 max-w-full" />
      </span>
    )
  const { exposures, goals, delayMs } = overview.feedback
  if (exposures === null || goals === null) return 'What comes back waits for the facts'
  if (exposures === 0 && goals === 0) return 'No exposures and no goals came back in this time'
  const came = `${formatMany(exposures, 'exposure')} and ${formatMany(goals, 'goal')} came back`
  return delayMs === null ? came : `${came} · ${formatSpan(delayMs)} from page to report`
}
