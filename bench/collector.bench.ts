import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createKey } from '../src/platform/secrets/index.ts'
import { sendBatches } from './collector/send-batches.ts'
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
      start('collector-process.ts', url),
      start('bare-intake-process.ts', join(folder, 'intake.log')),
    ])
    return {
      subject: () => sendBatches({ port: subject.port, key }, load),
      baseline: () => sendBatches({ port: baseline.port, key }, load),
      async close() {
        await Promise.all([subject, baseline].map((each) => each.stop()))
        await place.close()
      },
    }
  },
}

async function start(file: string, argument: string) {
  const child: ChildProcess = fork(join(import.meta.dirname, 'collector', file), [argument])
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    port,
    async stop() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
