import type { Answer } from '../app/index.ts'

type Report = Answer<'runReport'>
type Row = Report['rows'][number]

/** A topic, what came of it, and what came of it in the time before. */
export interface Topic {
  readonly topic: string
  readonly leads: number
  /** In the unit of the currency. */
  readonly pipeline: number
  /** The share by which pipeline grew; null: there was none before; undefined: that is not known. */
  readonly growth: number | null | undefined
}

export interface Topics {
  readonly topics: readonly Topic[]
  readonly currency: string | undefined
  /** What all topics have together. */
  readonly pipeline: number
}

/**
 * The topics that drive pipeline, the strongest first, in the currency that most of it is in. What
 * could not be credited to a topic stands in the report and not here.
 */
export function readTopics(now: Report, before: Report | undefined): Topics {
  const [main] = now.rows
  const currency = textOf(main?.['currency'])
  const known = now.rows.filter((row) => isTopic(row) && textOf(row['currency']) === currency)
  const earlier = new Map(
    before?.rows
      .filter((row) => textOf(row['currency']) === currency)
      .map((row) => [row['topic'], numberOf(row['pipeline'])]),
  )
  const topics = known
    .map((row) => {
      const pipeline = numberOf(row['pipeline'])
      const past = earlier.get(row['topic']) ?? 0
      return {
        topic: String(row['topic']),
        leads: numberOf(row['leads']),
        pipeline,
        growth: before && (past > 0 ? pipeline / past - 1 : null),
      }
    })
    .filter(({ leads, pipeline }) => leads > 0 || pipeline > 0)
    .sort((a, b) => b.pipeline - a.pipeline || b.leads - a.leads)
  return { topics, currency, pipeline: topics.reduce((sum, each) => sum + each.pipeline, 0) }
}

/** What stands for the absence of a topic is written in brackets. */
const isTopic = (row: Row): boolean => !String(row['topic']).startsWith('(')
const textOf = (value: Row[string] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined
const numberOf = (value: Row[string] | undefined): number => (typeof value === 'number' ? value : 0)
