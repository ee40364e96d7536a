import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { defineWorkspace } from '../src/app/define.ts'
import { defineContract, defineSystem, standardPaths, t } from '../src/contracts/define.ts'
import { csv, defineSource } from '../src/pipeline/ingestion/define.ts'
import { pull } from '../src/pipeline/ingestion/index.ts'
import { systemClock } from '../src/platform/clock.ts'
import { sql, type Database } from '../src/platform/database/index.ts'
import { benchPlace } from './harness/bench-place.ts'
import type { Bench, Reading } from './harness/bench.ts'
import { writeLeads } from './import/write-leads.ts'

const rows = 100_000
const batchSize = 2_000

/** A source of leads under a contract of its own, so that each round lands everything anew. */
const leadsSource = (round: number) => {
  const leads = defineContract({
    name: `crm.leads-${round}`,
    version: '1.0.0',
    from: defineSystem({ name: 'crm' }),
    owner: 'revops',
    payload: t.Object({
      'Lead ID': t.String(),
      'E-mail': t.String(),
      Score: t.Optional(t.Integer()),
      'Created at': t.String({ format: 'date-time' }),
    }),
    key: (lead) => lead['Lead ID'],
    failures: standardPaths({ owner: 'revops' }),
    becomes: () => [],
  })
  const source = defineSource({ name: `leads-${round}`, contract: leads, from: csv('leads.csv') })
  return defineWorkspace({ name: 'bench', sources: [source] }).sources[0]!
}

/** csv-parse alone, and its rows inserted as they are: no contract, no key, no cursor. */
async function insertBare(db: Database, path: string): Promise<Reading> {
  const started = performance.now()
  await db.query(sql`create table if not exists bare (line json)`)
  let batch: string[] = []
  const insert = () =>
    db.query(sql`insert into bare select unnest(${batch}::text[])::json`).then(() => (batch = []))
  const parser = createReadStream(path).pipe(parse({ columns: true }))
  for await (const row of parser) {
    batch.push(JSON.stringify(row))
    if (batch.length === batchSize) await insert()
  }
  await insert()
  return { figure: Math.round((rows / (performance.now() - started)) * 1_000) }
}

/** Rows of a CSV file with ten columns that are read, judged and on disk, a second; PostgreSQL on the same cores. */
export const bench: Bench = {
  name: 'import',
  unit: 'rows/s',
  better: 'higher',
  baselineName: 'bare csv-parse and inserts of its rows',
  rounds: 5,
  bar: { figure: 30_000 },
  async prepare() {
    const place = await benchPlace()
    const { folder, db } = place
    const path = join(folder, 'leads.csv')
    await writeLeads(path, rows)
    let round = 0
    return {
      async subject() {
        const started = performance.now()
        const { user, system } = process.cpuUsage()
        const deps = { db, clock: systemClock, routes: [], folder }
        const { landed } = await pull(deps, leadsSource(++round))
        const cpu = process.cpuUsage({ user, system })
        return {
          figure: Math.round((landed / (performance.now() - started)) * 1_000),
          also: {
            'CPU of this process, us a row': (cpu.user + cpu.system) / rows,
            'memory, MB': Math.round(process.memoryUsage.rss() / 1e6),
          },
        }
      },
      baseline: () => insertBare(db, path),
      async close() {
        await place.close()
      },
    }
  },
}
