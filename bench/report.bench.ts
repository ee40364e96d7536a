import { sql } from '../src/platform/database/sql.ts'
import { systemClock } from '../src/platform/clock.ts'
import { openWarehouse } from '../src/platform/warehouse/index.ts'
import { builtInReports, rowsBehind, runReport } from '../src/pipeline/intelligence/index.ts'
import { createFactTables } from '../src/pipeline/processing/index.ts'
import type { Bench } from './harness/bench.ts'
import { fillFacts } from './report/fill-facts.ts'

/**
 * A report over a million touches of 300,000 people whose browsers, accounts and e-mail addresses are
 * linked, with 60,000 leads and 20,000 deals: `channel-pipeline` by channel with linear credit over
 * the whole year. Beside it, other ways to ask, of which the usual ones may take no longer. The
 * baseline reads the same touches once.
 */
export const bench: Bench = {
  name: 'report',
  unit: 'ms',
  better: 'lower',
  baselineName: 'select channel, count(*) from touch group by 1',
  bar: {
    figure: 1_000,
    also: {
      'first touch, ms': 1_000,
      'by topic, ms': 1_000,
      'rows behind revenue, ms': 1_000,
    },
  },
  async prepare(say) {
    const warehouse = await openWarehouse({ memory: true })
    await createFactTables(warehouse)
    say('making 1,000,000 touches …')
    await fillFacts(warehouse)
    const reports = builtInReports({ db: nothing, contracts: [] })
    const ask = async (name: string, asked: object) => {
      const from = performance.now()
      await runReport({ warehouse, clock: systemClock, reports }, name, asked)
      return performance.now() - from
    }
    const open = async () => {
      const from = performance.now()
      const figure = { column: 'revenue', group: 'Email', currency: 'EUR' }
      const deps = { warehouse, clock: systemClock, reports }
      const { count } = await rowsBehind(deps, 'channel-pipeline', {}, figure, { limit: 50 })
      if (count === 0) throw new Error('no rows are behind the revenue of a channel')
      return performance.now() - from
    }
    return {
      subject: async () => ({
        figure: await ask('channel-pipeline', { credit: 'linear' }),
        also: {
          'first touch, ms': await ask('channel-pipeline', { credit: 'first' }),
          'last quarter alone, ms': await ask('channel-pipeline', { from: '2025-10-01' }),
          'by landing page, ms': await ask('channel-pipeline', { by: 'landingPage' }),
          'by topic, ms': await ask('topic-pipeline', {}),
          'rows behind revenue, ms': await open(),
        },
      }),
      async baseline() {
        const from = performance.now()
        await warehouse.query(sql`select channel, count(*) from touch group by 1`)
        return { figure: performance.now() - from }
      },
      close: () => warehouse.close(),
    }
  },
}

/** Pipeline reports never ask the operational database. */
const nothing = { query: () => Promise.reject(new Error('not asked in this measurement')) }
