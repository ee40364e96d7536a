/**
 * The process that has the warehouse: turns signals into facts (`facts`) or, as the baseline, copies
 * rows into a table with no contract (`copy`), and runs a report every 10 ms that tells of new events.
 * Sends `{ ready }`, and once all events were seen, their delays in milliseconds.
 * Arguments: the database's address, the warehouse's file, how, the number of events.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { defineReport } from '../../src/pipeline/intelligence/define.ts'
import { runReport } from '../../src/pipeline/intelligence/index.ts'
import { openFacts } from '../../src/pipeline/processing/open-facts.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openDatabase, sql } from '../../src/platform/database/index.ts'
import { openLog } from '../../src/platform/log.ts'
import { openWarehouse, type Warehouse } from '../../src/platform/warehouse/index.ts'
import { eventContract } from './events.ts'

const [url = '', file = '', how = '', count = ''] = process.argv.slice(2)
const db = openDatabase({ url, name: 'bench-reader' })

async function openSubject(): Promise<Warehouse> {
  const log = openLog({ name: 'bench', level: 'warn' })
  const deps = { db, contracts: [eventContract], clock: systemClock, log, routes: [] }
  return (await openFacts(deps, { file })).warehouse
}

async function openBaseline(): Promise<Warehouse> {
  const warehouse = await openWarehouse({ file })
  await warehouse.query(
    sql`create table touch (version bigint, contract varchar, id varchar, "at" timestamp, payload varchar)`,
  )
  void (async () => {
    for (let after = 0; ;) {
      const rows = await db.query<Record<string, unknown>>(sql`
        select position, contract, key, (payload->>'timestamp')::timestamptz as at,
          payload::text as payload
        from signal where position > ${after} order by position limit 5000`)
      const columns = ['version', 'contract', 'id', 'at', 'payload']
      await warehouse.append(
        'touch',
        columns,
        rows.map((row) => Object.values(row)),
      )
      after = (rows.at(-1)?.['position'] as number | undefined) ?? after
      if (rows.length === 0) await sleep(5)
    }
  })()
  return warehouse
}

const arrivals = defineReport({
  name: 'arrivals',
  title: 'Touches behind a position',
  takes: { of: { what: 'position', needed: true } },
  columns: [
    { name: 'version', title: 'Position', form: 'count' },
    { name: 'at', title: 'Sent', form: 'time' },
  ],
  rows: (query, { of }) =>
    query`select version, t.at as "at" from touch t where version > ${Number(of)}`,
})

const warehouse = await (how === 'facts' ? openSubject() : openBaseline())
process.send?.({ ready: true })
const delays: number[] = []
const started = process.cpuUsage()
for (let after = 0; delays.length < Number(count); await sleep(10)) {
  const deps = { warehouse, clock: systemClock, reports: [arrivals] }
  const { rows } = await runReport(deps, 'arrivals', { of: String(after) })
  const now = Date.now()
  for (const { version, at } of rows) {
    delays.push(now - (at as Date).getTime())
    after = Math.max(after, Number(version))
  }
}
const { user, system } = process.cpuUsage(started)
const rssMb = process.memoryUsage().rss / 1e6
process.send?.({ delays, cpuMs: (user + system) / 1_000, rssMb })
