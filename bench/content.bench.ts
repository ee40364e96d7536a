import { systemClock } from '../src/platform/clock.ts'
import { openWarehouse } from '../src/platform/warehouse/index.ts'
import {
  builtInReports,
  contentEarnings,
  keepAnswers,
  runReport,
  topicEarnings,
  weeklyEarnings,
} from '../src/pipeline/intelligence/index.ts'
import { createFactTables } from '../src/pipeline/processing/index.ts'
import type { Bench } from './harness/bench.ts'
import { fillFacts } from './report/fill-facts.ts'

/**
 * What the content screens ask over a million touches, all time: what each entry earned and what each
 * topic did, both at once as the list of entries asks it, when nothing is known yet. The baseline is the
 * report that has the same figures for topics alone.
 */
export const bench: Bench = {
  name: 'content',
  unit: 'ms',
  better: 'lower',
  baselineName: 'the report topic-pipeline over the same touches',
  bar: { figure: 1_000, also: { 'the second who asks, ms': 100 } },
  async prepare(say) {
    const warehouse = await openWarehouse({ memory: true })
    await createFactTables(warehouse)
    say('making 1,000,000 touches …')
    await fillFacts(warehouse)
    const reports = builtInReports({ db: nothing, contracts: [] })
    return {
      async subject() {
        const keep = keepAnswers(() => 'the same facts')
        const list = (from?: Date) =>
          Promise.all([
            keep(`contents ${from?.toISOString()}`, () => contentEarnings(warehouse, { from })),
            keep(`topics ${from?.toISOString()}`, () => topicEarnings(warehouse, { from })),
          ])
        return {
          figure: await timed(() => list()),
          also: {
            'the second who asks, ms': await timed(() => list()),
            'the last quarter alone, ms': await timed(() => list(new Date('2025-10-01'))),
            'weeks of one entry, ms': await timed(() => weeklyEarnings(warehouse, 'post-7', {})),
          },
        }
      },
      baseline: async () => ({
        figure: await timed(() =>
          runReport({ warehouse, clock: systemClock, reports }, 'topic-pipeline'),
        ),
      }),
      close: () => warehouse.close(),
    }
  },
}

/** Pipeline reports never ask the operational database. */
const nothing = { query: () => Promise.reject(new Error('not asked in this measurement')) }

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
