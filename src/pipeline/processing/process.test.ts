import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { until } from '../../../test/harness/until.ts'
import { defineContract, defineSystem, ignore, standardPaths, t } from '../../contracts/define.ts'
import { openDatabase, sql, type Database } from '../../platform/database/index.ts'
import { openLog } from '../../platform/log.ts'
import { openWarehouse, type Warehouse } from '../../platform/warehouse/index.ts'
import { accept } from '../ingestion/index.ts'
import { createFactTables } from './create-fact-tables.ts'
import { anonymousId, touch } from './define.ts'
import { signalReader } from './store.ts'
import { startProcessing, type ProcessDeps, type Processing } from './process.ts'

const web = defineSystem({ name: 'web' })
const visits = defineContract({
  name: 'web.visits',
  version: '1.0.0',
  from: web,
  owner: 'web',
  keep: 'first',
  payload: t.Object({ id: t.String(), bad: t.Optional(t.Boolean()) }),
  key: ({ id }) => id,
  failures: standardPaths({ owner: 'web' }),
  becomes: ({ id, bad }, { receivedAt }) => {
    if (bad) throw new Error('cannot be mapped')
    return [touch({ person: anonymousId(id), at: receivedAt })]
  },
})

const clock = { now: () => new Date('2026-05-04T10:00:00Z') }
const origin = { source: 'web', receivedAt: clock.now() }
const log = openLog({ name: 'test', level: 'silent' })

let db: Database
let warehouse: Warehouse
let processing: Processing
beforeAll(async () => {
  db = await testDatabase()
})
afterEach(async () => {
  await processing.stop()
  await warehouse.close()
})

async function start(more: Partial<ProcessDeps> = {}): Promise<void> {
  warehouse = await openWarehouse({ memory: true })
  await createFactTables(warehouse)
  processing = await startProcessing({
    db,
    warehouse,
    contracts: [visits],
    clock,
    log,
    routes: [],
    ...more,
  })
}

const land = (db: Database, ...records: object[]) =>
  accept(
    { db, clock, routes: [] },
    visits,
    records.map((raw) => ({ raw })),
    origin,
  )
/** What fails to be reported fails its batch. */
async function refuseReports(db: Database): Promise<void> {
  await db.query(sql`
    create function refuse() returns trigger language plpgsql as $$
    begin raise exception 'the desk is full'; end $$`)
  await db.query(sql`
    create trigger refuse before insert on exception for each row
    when (new.mode = 'violation') execute function refuse()`)
}
const touches = async () =>
  (
    await warehouse.query<{ n: number; keys: number }>(
      sql`select count(*) as n, count(distinct id) as keys from touch`,
    )
  )[0]!

describe('processing', () => {
  test('skips nothing while several writers land at once, and takes nothing twice', async () => {
    await start()
    const writers = Array.from({ length: 4 }, (_, n) =>
      openDatabase({ url: db.url, name: `w${n}` }),
    )
    await Promise.all(
      writers.map(async (writer, w) => {
        for (let n = 0; n < 60; n += 1) {
          // Each writer sends records that the others send too: positions get gaps.
          await land(writer, { id: `${w}-${n}` }, { id: `shared-${n}` }, { id: `shared-${n + 1}` })
        }
        await writer.close()
      }),
    )
    await processing.caughtUp()
    expect(await touches()).toEqual({ n: 4 * 60 + 61, keys: 4 * 60 + 61 })
    expect(await processing.lag()).toBe(0)
  })

  test('puts a mapping that fails on the desk once, with its positions, and goes on', async () => {
    await start()
    await land(db, { id: 'bad-1', bad: true }, { id: 'good' }, { id: 'bad-2', bad: true })
    await processing.caughtUp()
    expect(
      await db.query(sql`select mode, contract, owner, title, occurrences from exception`),
    ).toEqual([
      {
        mode: 'violation',
        contract: 'web.visits',
        owner: 'web',
        title: 'web.visits: signals become no facts, because the mapping fails',
        occurrences: 2,
      },
    ])
    const [row] = await warehouse.query(sql`
      select count(*) as failed, min(reason) as reason from unmapped`)
    expect(row).toEqual({ failed: 2, reason: 'cannot be mapped' })
  })

  test('only counts what the contract says to ignore', async () => {
    const failures = { ...visits.failures, violation: ignore('known to be odd') }
    await start({ contracts: [{ ...visits, failures }] })
    await processing.caughtUp()
    expect(await warehouse.query(sql`select position from unmapped`)).toHaveLength(2)
    expect(await db.query(sql`select occurrences from exception`)).toEqual([{ occurrences: 2 }])
  })

  test('of large records asks for about as many as it can take at once', async () => {
    await start()
    await processing.caughtUp()
    await processing.stop()
    await warehouse.close()
    const position = await signalReader(db).last()
    const text = 'x'.repeat(1_000_000)
    await land(db, ...Array.from({ length: 50 }, (_, n) => ({ id: `large-${n}`, text })))

    const first = await signalReader(db).read(position, 1_000)
    expect(first.isCut).toBe(true)
    expect(first.signals.length).toBeGreaterThan(10)
    expect(first.signals.length).toBeLessThan(20)
    expect((await signalReader(db).read(position, 10)).isCut).toBe(false)

    const asked: unknown[] = []
    const query: Database['query'] = (statement) => {
      if (statement.text.includes('order by position limit')) asked.push(statement.values[1])
      return db.query(statement)
    }
    await start({ db: { ...db, query } })
    expect(await processing.caughtUp()).toBe(0)
    const whole = asked.indexOf(first.signals.length)
    expect(whole).toBeGreaterThan(0)
    expect(asked.slice(whole, whole + 3)).not.toContainEqual(1_000)
    for (const limit of asked.slice(whole, whole + 3)) expect(limit).toBeLessThanOrEqual(40)
  })

  test('goes on by itself when the database had cut its connections', async () => {
    await start()
    await processing.caughtUp()
    const before = await touches()
    await db.query(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`)
    const again = openDatabase({ url: db.url, name: 'again' })
    await land(again, { id: 'after the cut' })
    await again.close()
    await processing.caughtUp()
    expect((await touches()).n).toBe(before.n + 1)
  })

  test('writes nothing while it may not, and turns away those who wait when it is stopped', async () => {
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
    await start({
      assertHeld: () => {
        ask()
        return Promise.reject(new Error('the lease is lost'))
      },
    })
    const waiting = expect(processing.caughtUp()).rejects.toThrow('processing was stopped')
    await asked
    await processing.stop()
    await waiting
    expect(await touches()).toEqual({ n: 0, keys: 0 })
    expect(await processing.ended).toBeUndefined()
  })

  test('that fails for a minute at one place is at the desk until it goes on', async () => {
    let now = clock.now()
    await start({ clock: { now: () => now } })
    expect(await processing.caughtUp()).toBe(0)
    await refuseReports(db)
    await land(db, { id: 'bad-3', bad: true }, { id: 'behind it' })
    const desk = () =>
      db.query<{ state: string; owner: string; reason: string | null }>(sql`
        select state, owner, detail ->> 'reason' as reason from exception where mode = 'unavailable'`)
    expect(await processing.caughtUp()).toBe(2)
    expect(processing.stall()).toBeUndefined()
    expect(await desk()).toEqual([])

    now = new Date(now.getTime() + 60_000)
    await until(async () => processing.stall() !== undefined)
    await until(async () => (await desk()).length > 0)
    expect(processing.stall()).toMatchObject({ reason: 'the desk is full', since: clock.now() })
    const told = { owner: 'operations', reason: 'the desk is full' }
    expect(await desk()).toEqual([{ state: 'open', ...told }])

    expect(await processing.caughtUp()).toBeGreaterThan(0)
    await db.query(sql`drop trigger refuse on exception`)
    await until(async () => (await processing.lag()) === 0)
    await until(async () => (await desk())[0]?.state === 'resolved')
    expect(processing.stall()).toBeUndefined()
    expect(await processing.caughtUp()).toBe(0)
  })

  test('does not start on facts that were made from other signals', async () => {
    await start()
    await warehouse.query(sql`update progress set position = 1000000`)
    const deps = { db, warehouse, contracts: [visits], clock, log, routes: [] }
    await expect(startProcessing(deps)).rejects.toThrow('facts up to signal 1000000')
  })
})
