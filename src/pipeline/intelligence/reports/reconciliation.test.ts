import { expect, test } from 'vitest'
import { factWarehouse } from '../../../../test/harness/fact-warehouse.ts'
import { testDatabase } from '../../../../test/harness/test-database.ts'
import {
  defineContract,
  defineSystem,
  standardPaths,
  t,
  type Contract,
} from '../../../contracts/define.ts'
import { sql, type Queryable, type Sql } from '../../../platform/database/index.ts'
import { accept, dismiss, replay } from '../../ingestion/index.ts'
import { person, touch } from '../../processing/define.ts'
import { rowsBehind } from '../rows-behind.ts'
import { runReport } from '../run-report.ts'
import { reconciliation } from './reconciliation.ts'

const db = await testDatabase()
const { warehouse, put } = await factWarehouse()
const contracts = [{ name: 'crm.people' }, { name: 'web.events' }, { name: 'web.silent' }]
const asking = {
  warehouse,
  clock: { now: () => new Date() },
  reports: [reconciliation({ db, contracts })],
}
const run = (asked = {}) => runReport(asking, 'reconciliation', asked)

const now = new Date('2026-05-04T10:00:00Z')
const deps = { db, clock: { now: () => now }, routes: [] }
const web = defineSystem({ name: 'web' })
const events = defineContract({
  name: 'web.events',
  version: '1.0.0',
  from: web,
  owner: 'web',
  keep: 'first',
  payload: t.Object({ id: t.String(), n: t.Number(), test: t.Optional(t.Boolean()) }),
  key: ({ id }) => id,
  filter: ({ test }) => (test ? 'a test event' : undefined),
  failures: standardPaths({ owner: 'web' }),
  becomes: () => [],
})
const people: Contract = { ...events, name: 'crm.people', keep: 'latest' }
const arrive = (contract: Contract, ...records: object[]) =>
  accept(
    deps,
    contract,
    records.map((raw) => ({ raw })),
    { source: 'test', receivedAt: now },
  )

test('what was read is what landed, was a duplicate, was filtered or is held, and what became facts', async () => {
  const bad = ['x', 'y', 'z'].map((id) => ({ id, n: `${id}?` }))
  await arrive(events, { id: 'a', n: 1 }, { id: 'b', n: 1, test: true }, ...bad)
  await arrive(events, { id: 'a', n: 1 }, { id: 'b', n: 1 })
  await arrive(people, { id: '1', n: 1 })
  const [held] = await db.query<{ ids: number[] }>(sql`
    select array_agg(id order by id)::int[] as ids from quarantine`)
  const [first, second] = held!.ids
  await dismiss(deps, { record: first! }, { by: 'ana', reason: 'a robot' })
  // The contract is mended, and the record lands late: it is counted where it went.
  const mended = { ...events, payload: t.Object({ id: t.String(), n: t.Any() }) }
  await replay({ ...deps, contracts: [mended] }, { record: second! }, { by: 'ana' })
  await put([touch({ person: 'user:1', at: new Date() }), person({ id: 'user:1' })], 'web.events')
  const [b] = await db.query<{ position: number }>(
    sql`select position from signal where contract = 'web.events' and key = 'b'`,
  )
  await warehouse.query(sql`update progress set position = ${b!.position}`)
  await warehouse.query(
    sql`insert into unmapped values (2, 'web.events', 'violation', 'at', 'no time')`,
  )
  const nothing = { read: 0, landed: 0, duplicate: 0, filtered: 0, quarantined: 0, difference: 0 }
  const { rows, notes } = await run()
  expect(rows).toEqual([
    { ...nothing, contract: 'crm.people', read: 1, landed: 1, waiting: 1, unmapped: 0, facts: 0 },
    {
      contract: 'web.events',
      read: 7,
      landed: 3,
      duplicate: 1,
      filtered: 1,
      quarantined: 2,
      difference: 0,
      waiting: 1,
      unmapped: 1,
      facts: 2,
    },
    { ...nothing, contract: 'web.silent', waiting: 0, unmapped: 0, facts: 0 },
  ])
  expect(notes).toEqual([
    'Everything that was read is accounted for.',
    'Some signals of web.events became no facts: see `linchpin exceptions`.',
  ])
  expect((await run({ of: 'crm.people' })).rows).toHaveLength(1)
})

test('each count opens into its rows', async () => {
  const { rows, columns } = await run()
  const counts = columns.filter(({ form, madeOf }) => form === 'count' && !madeOf)
  for (const row of rows) {
    for (const { name: column } of counts) {
      const figure = { column, group: String(row['contract']) }
      const behind = await rowsBehind(asking, 'reconciliation', {}, figure, { limit: 500 })
      expect([figure, behind.sum]).toEqual([figure, row[column]])
      expect(behind.rows.reduce((sum, each) => sum + Number(each['adds']), 0)).toBe(row[column])
    }
  }
  const landed = { column: 'landed', group: 'web.events' }
  const first = await rowsBehind(asking, 'reconciliation', {}, landed, { limit: 2 })
  const { rows: last, next } = await rowsBehind(asking, 'reconciliation', {}, landed, {
    limit: 2,
    after: first.next,
  })
  expect([first.rows.length, last.length, next]).toEqual([2, 1, undefined])
  expect(last[0]).toMatchObject({ recordKey: 'a', source: 'test', at: now, adds: 1 })
  const held = { column: 'quarantined', group: 'web.events' }
  const { rows: records } = await rowsBehind(asking, 'reconciliation', {}, held, { limit: 9 })
  expect(records[0]).toMatchObject({ mode: 'violation', about: expect.any(String) as string })
})

test('a signal that was lost shows, because signals are counted and not believed', async () => {
  await db.query(sql`delete from linchpin.signal where contract = 'web.events' and key = 'a'`)
  const { rows, notes } = await run({ of: 'web.events' })
  expect(rows).toMatchObject([{ landed: 2, difference: 1 }])
  expect(notes[0]).toBe(
    'Not accounted for: web.events (1). This must not happen; please report it.',
  )
})

test('a contract that nobody knows is no row of zeros but an error', async () => {
  await expect(run({ of: 'web.event' })).rejects.toThrow("there is no contract 'web.event'")
})

test('a page of a count is read by an index, not out of everything that landed', async () => {
  const records = Array.from({ length: 5_000 }, (_, n) => ({ id: String(n + 1), n }))
  await arrive({ ...events, name: 'web.many' }, ...records)
  await db.query(sql`analyze signal`)
  const asked: Sql[] = []
  const watched: Queryable = {
    query(statement) {
      asked.push(statement)
      return db.query(statement)
    },
  }
  const reports = [reconciliation({ db: watched, contracts: [] })]
  const page = (after?: string) =>
    rowsBehind(
      { ...asking, reports },
      'reconciliation',
      {},
      { column: 'landed', group: 'web.many' },
      { limit: 10, after },
    )
  const first = await page()
  const second = await page(first.next)
  const keys = [...first.rows, ...second.rows].map((row) => Number(row['recordKey']))
  expect(keys).toEqual(Array.from({ length: 20 }, (_, n) => 5_000 - n))
  expect([first.count, second.count, second.sum]).toEqual([5_000, 5_000, 5_000])

  // The second page counts nothing again, and neither touches more rows than it shows, and one.
  expect(asked).toHaveLength(3)
  for (const statement of asked.filter(({ text }) => text.includes('limit'))) {
    const [plan] = await db.query<{ 'QUERY PLAN': unknown }>(
      sql`explain (analyze, format json) ${statement}`,
    )
    const scans = JSON.stringify(plan).match(/"Actual Rows":[\d.]+/g)!
    expect(Math.max(...scans.map((text) => Number(text.split(':')[1])))).toBe(11)
  }
  for (const after of ['x', first.next!.slice(2), Buffer.from('[1,"x"]').toString('base64url')]) {
    await expect(page(after)).rejects.toThrow(`'after' is the 'next' of the page before`)
  }
})
