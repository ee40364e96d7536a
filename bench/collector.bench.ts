import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrationFolders } from '../src/app/migration-folders.ts'
import { migrate, openDatabase } from '../src/platform/database/index.ts'
import { openLog } from '../src/platform/log.ts'
import { startPostgres } from '../src/platform/postgres/index.ts'
import { createKey } from '../src/platform/secrets/index.ts'
import { sendBatches } from './collector/send-batches.ts'
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
    const folder = await mkdtemp(join(tmpdir(), 'linchpin-bench-collector-'))
    await chmod(folder, 0o711)
    const log = openLog({ name: 'bench', level: 'warn' })
    const postgres = await startPostgres({ folder: join(folder, 'postgres'), log })
    const db = openDatabase({ url: postgres.url, name: 'bench' })
    await migrate(db, migrationFolders)
    const { key } = await createKey({ db }, { kind: 'write', name: 'bench' })
    const [subject, baseline] = await Promise.all([
      start('collector-process.ts', postgres.url),
      start('bare-intake-process.ts', join(folder, 'intake.log')),
    ])
    return {
      subject: () => sendBatches({ port: subject.port, key }, load),
      baseline: () => sendBatches({ port: baseline.port, key }, load),
      async close() {
        await Promise.all([subject, baseline].map((each) => each.stop()))
        await db.close()
        await postgres.stop()
        await rm(folder, { recursive: true, force: true })
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
