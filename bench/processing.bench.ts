import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { accept } from '../src/pipeline/ingestion/index.ts'
import { systemClock } from '../src/platform/clock.ts'
import { benchPlace } from './harness/bench-place.ts'
import type { Bench, Reading } from './harness/bench.ts'
import { event, eventContract } from './ingest-to-report/events.ts'

const events = 200_000

/** How fast signals that have piled up become facts and persons, in one process. */
export const bench: Bench = {
  name: 'processing',
  unit: 'signals/s',
  better: 'higher',
  baselineName: 'a bare loop that copies rows to DuckDB, with no contract, persons or position',
  bar: { figure: 20_000 },
  async prepare(say) {
    const place = await benchPlace()
    const { folder, url, db } = place
    for (let n = 0; n < events; n += 1_000) {
      const now = systemClock.now()
      const records = Array.from({ length: 1_000 }, (_, k) => ({ raw: event(n + k, now) }))
      const origin = { source: 'bench', receivedAt: now }
      await accept({ db, clock: systemClock, routes: [] }, eventContract, records, origin)
    }
    say(`${events} signals landed`)
    let round = 0
    const run = async (how: 'facts' | 'copy'): Promise<Reading> => {
      const file = join(folder, `${(round += 1)}.duckdb`)
      const script = new URL('./ingest-to-report/reader-process.ts', import.meta.url)
      const reader = fork(script, [url, file, how, String(events)])
      await once(reader, 'message')
      const started = performance.now()
      const [{ cpuMs, rssMb }] = (await once(reader, 'message')) as [Record<string, number>]
      const tookMs = performance.now() - started
      reader.kill('SIGKILL')
      return {
        figure: (events / tookMs) * 1_000,
        also: { 'cores used': cpuMs! / tookMs, 'memory, MB': rssMb! },
      }
    }
    return {
      subject: () => run('facts'),
      baseline: () => run('copy'),
      async close() {
        await place.close()
      },
    }
  },
}
