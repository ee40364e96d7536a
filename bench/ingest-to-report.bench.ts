import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { migrationFolders } from '../src/app/migration-folders.ts'
import { migrate, openDatabase, sql, type Database } from '../src/platform/database/index.ts'
import { Sql } from '../src/platform/database/sql.ts'
import { createKey } from '../src/platform/secrets/index.ts'
import { post } from './collector/send-batches.ts'
import { startProcess } from './collector/start-process.ts'
import { benchPlace } from './harness/bench-place.ts'
import type { Bench, Reading } from './harness/bench.ts'
import { event } from './ingest-to-report/events.ts'

const perSecond = 2_000
const seconds = 10
const batch = 20

/**
 * How long after an event was sent to the collector a report tells of it, at 2,000 events/s: one process
 * collects, another makes facts and runs the report.
 */
export const bench: Bench = {
  name: 'ingest-to-report',
  unit: 'ms, p95',
  better: 'lower',
  baselineName: 'a bare loop that copies rows to DuckDB, with no contract, persons or position',
  rounds: 3,
  bar: { figure: 2_000 },
  async prepare(say) {
    const place = await benchPlace()
    const { folder, url, db: admin } = place
    let round = 0
    const run = async (how: 'facts' | 'copy'): Promise<Reading> => {
      const name = `round_${(round += 1)}`
      await admin.query(new Sql([`create database ${name}`], []))
      const at = new URL(url)
      at.pathname = `/${name}`
      const db = openDatabase({ url: at.href, name: 'bench' })
      await migrate(db, migrationFolders)
      const result = await oneRound(db, join(folder, `${name}.duckdb`), how)
      await db.close()
      say(`${how}: ${JSON.stringify(result.also)}`)
      return result
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

async function oneRound(db: Database, file: string, how: string): Promise<Reading> {
  const count = perSecond * seconds
  const script = new URL('./ingest-to-report/reader-process.ts', import.meta.url)
  const reader = fork(script, [db.url, file, how, String(count)])
  await once(reader, 'message')
  const answer = once(reader, 'message')
  const door = await startProcess('collector-process.ts', db.url, 'plain')
  const { key } = await createKey({ db }, { kind: 'write', name: 'bench' })
  await sendPaced({ port: door.port, key }, count)
  const [{ delays, cpuMs }] = (await answer) as [{ delays: number[]; cpuMs: number }]
  reader.kill('SIGKILL')
  await door.stop()
  delays.sort((a, b) => a - b)
  const at = (share: number) => delays[Math.floor(share * (delays.length - 1))]!
  const [row] = await db.query<{ n: number }>(sql`select count(*) as n from signal`)
  if (row!.n !== count || delays.length !== count) {
    throw new Error(`of ${count} events ${row!.n} landed, and ${delays.length} were seen`)
  }
  return {
    figure: at(0.95),
    also: { 'p50, ms': at(0.5), 'p99, ms': at(0.99), 'reader, % of a core': cpuMs / seconds / 10 },
  }
}

/** Sends events at the rate, each stamped with the moment at which it is sent. */
async function sendPaced(to: { port: number; key: string }, count: number): Promise<void> {
  const started = performance.now()
  const pending: Promise<unknown>[] = []
  for (let n = 0; n < count; n += batch) {
    const early = (n / perSecond) * 1_000 - (performance.now() - started)
    if (early > 1) await sleep(early)
    const now = new Date()
    const events = Array.from({ length: batch }, (_, k) => event(n + k, now))
    pending.push(post(to, JSON.stringify({ sentAt: now.toISOString(), batch: events })))
  }
  await Promise.all(pending)
}
