import { join } from 'node:path'
import { sql } from '../src/platform/database/index.ts'
import { createKey } from '../src/platform/secrets/index.ts'
import { sendBatches } from './collector/send-batches.ts'
import { startProcess } from './collector/start-process.ts'
import { benchPlace } from './harness/bench-place.ts'
import type { Bench } from './harness/bench.ts'

const load = { events: 100_000, perBatch: 100, connections: 16 }

/** Events that are on disk when they are answered, a second, the client and PostgreSQL on the same cores. */
export const bench: Bench = {
  name: 'collector',
  unit: 'events/s',
  better: 'higher',
  baselineName: 'bare node:http that parses, validates and group-commits to a file',
  rounds: 5,
  bar: { figure: 20_000, ratio: 0.25 },
  async prepare() {
    const place = await benchPlace()
    const { folder, url, db } = place
    const { key } = await createKey({ db }, { kind: 'write', name: 'bench' })
    const [subject, baseline] = await Promise.all([
      startProcess('collector-process.ts', url),
      startProcess('bare-intake-process.ts', join(folder, 'intake.log')),
    ])
    let answered = 0
    return {
      async subject() {
        const reading = await sendBatches({ port: subject.port, key }, load)
        answered += load.events
        const [row] = await db.query<{ held: number }>(sql`select count(*) as held from signal`)
        if (row!.held === answered) return reading
        throw new Error(`${answered} events were answered 200, and ${row!.held} are on disk`)
      },
      baseline: () => sendBatches({ port: baseline.port, key }, load),
      async close() {
        await Promise.all([subject, baseline].map((each) => each.stop()))
        await place.close()
      },
    }
  },
}
