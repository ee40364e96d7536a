import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import { sql, type Database } from '../../platform/database/index.ts'
import { openLog } from '../../platform/log.ts'
import { openWarehouse } from '../../platform/warehouse/index.ts'
import { accept } from '../ingestion/index.ts'
import { anonymousId, identity, touch, userId } from './define.ts'
import { hashFacts } from './hash-facts.ts'
import { keepWarehouse, type KeptWarehouse } from './keep-warehouse.ts'

const visits = defineContract({
  name: 'web.visits',
  version: '1.0.0',
  from: defineSystem({ name: 'web' }),
  owner: 'web',
  payload: t.Object({ id: t.String(), user: t.Integer() }),
  key: ({ id }) => id,
  failures: standardPaths({ owner: 'web' }),
  becomes: ({ id, user }, { receivedAt }) => {
    if (id === 'bad') throw new Error('cannot be mapped')
    return [
      touch({ person: anonymousId(id), at: receivedAt }),
      identity({ same: [userId(String(user)), anonymousId(id)] }),
    ]
  },
})

const clock = { now: () => new Date('2026-05-04T10:00:00Z') }
const log = openLog({ name: 'test', level: 'silent' })

let db: Database
let folder: string
let file: string
beforeAll(async () => {
  db = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'linchpin-keep-'))
  file = join(folder, 'warehouse.duckdb')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const kept: KeptWarehouse[] = []
afterEach(async () => {
  for (const warehouse of kept.splice(0)) await warehouse.stop()
})
async function keep(contracts = [visits]): Promise<KeptWarehouse> {
  const deps = { db, contracts, clock, log, routes: [] }
  const warehouse = await keepWarehouse(deps, { file, memoryLimit: '128MB' })
  kept.push(warehouse)
  return warehouse
}
const land = (...records: object[]) =>
  accept(
    { db, clock, routes: [] },
    visits,
    records.map((raw) => ({ raw })),
    { source: 'web', receivedAt: clock.now() },
  )
const touches = async (warehouse: KeptWarehouse) =>
  (await warehouse.query<{ n: number }>(sql`select count(*) as n from touch`))[0]!.n
const record = (n: number) => ({ id: `v${n}`, user: n % 70 })
const serves = async (warehouse: KeptWarehouse) => {
  await expect.poll(() => warehouse.state().state, { timeout: 10_000 }).toBe('serving')
}

describe('keeping the warehouse', () => {
  test('one process serves, another stands by and says so, and takes over when the first stops', async () => {
    const first = await keep()
    expect(first.state()).toEqual({ state: 'serving', reason: undefined })
    await land(...Array.from({ length: 300 }, (_, n) => record(n)))
    await first.caughtUp()
    expect(await touches(first)).toBe(300)

    const second = await keep()
    expect(second.state().state).toBe('standby')
    await expect(touches(second)).rejects.toThrow('another process holds the warehouse')
    await expect(second.caughtUp()).rejects.toThrow('another process')
    await expect(second.rebuild()).rejects.toThrow('another process')

    await first.stop()
    await expect(touches(first)).rejects.toThrow('another process')
    await serves(second)
    await land(record(300), { id: 'v0', user: 5 })
    await second.caughtUp()
    expect(await touches(second)).toBe(301)
  })

  test('a rebuild gives the same facts, answers all the while, and takes in what lands meanwhile', async () => {
    const warehouse = await keep()
    await land({ id: 'bad', user: 1 })
    await warehouse.caughtUp()
    const before = await hashFacts(warehouse)
    await writeFile(`${file}.rebuild`, 'left behind by one that was killed')
    const seen: number[] = []
    let landing: Promise<unknown> | undefined
    const over = new AbortController()
    const asking = (async () => {
      const answers = new Set<number>()
      while (!over.signal.aborted) answers.add(await touches(warehouse))
      return answers
    })()
    const following = (async () => {
      while (!over.signal.aborted) await warehouse.caughtUp()
    })()
    await warehouse.rebuild(({ position, last }) => {
      seen.push(position / last)
      landing ??= land(record(1_000))
    })
    over.abort()
    await Promise.all([landing, following])
    // Whatever was asked found all the facts, of the old file or of the new.
    expect([...(await asking)].filter((n) => n !== 301 && n !== 302)).toEqual([])
    expect(seen.at(-1)).toBe(1)
    expect(existsSync(`${file}.rebuild`)).toBe(false)
    await warehouse.caughtUp()
    expect(await touches(warehouse)).toBe(302)

    const grown = await hashFacts(warehouse)
    const mark = warehouse.mark()
    expect(warehouse.mark()).toBe(mark)
    await warehouse.rebuild()
    expect(warehouse.mark()).not.toBe(mark)
    expect(await hashFacts(warehouse)).toEqual(grown)
    expect(grown).not.toEqual(before)
    expect(grown['unmapped']).toBe(before['unmapped'])
    // A failure that was on the desk already is not counted again.
    expect(await db.query(sql`select mode, occurrences from exception order by mode`)).toEqual([
      { mode: 'conflict', occurrences: 1 },
      { mode: 'violation', occurrences: 1 },
    ])
  })

  test('a rebuild is how a changed mapping reaches old signals', async () => {
    const mended = {
      ...visits,
      becomes: (_: unknown, { key, receivedAt }: { key: string; receivedAt: Date }) => [
        touch({ person: anonymousId(key), at: receivedAt, channel: 'Direct' }),
      ],
    }
    const noticed = () =>
      db.query(sql`
        select state, title, occurrences, resolved_by as by from exception where mode = 'stale'`)
    await (await keep()).stop()
    expect(await noticed()).toEqual([])
    await (await keep([mended])).stop()
    const told = {
      state: 'open',
      title:
        'web.visits: facts from before 4 May 2026 were made by an earlier mapping of 1.0.0; run linchpin rebuild',
      occurrences: 1,
      by: null,
    }
    expect(await noticed()).toEqual([told])
    const warehouse = await keep([mended])
    expect(await noticed()).toEqual([told])
    await warehouse.rebuild()
    expect(await noticed()).toEqual([{ ...told, state: 'resolved', by: '' }])
    const rows = await warehouse.query(
      sql`select channel, count(*) as n from touch group by channel`,
    )
    expect(rows).toEqual([{ channel: 'Direct', n: 303 }])
    expect(await warehouse.query(sql`select * from unmapped`)).toEqual([])
    const made = await hashFacts(warehouse)
    await warehouse.rebuild()
    expect(await hashFacts(warehouse)).toEqual(made)
    expect(await noticed()).toHaveLength(1)
  })

  test('a damaged file is reported with what to do, and a rebuild mends it', async () => {
    await writeFile(file, 'scribbled over '.repeat(2_000))
    const warehouse = await keep()
    expect(warehouse.state()).toEqual({
      state: 'failed',
      reason: expect.stringContaining('run `linchpin rebuild`'),
    })
    await expect(touches(warehouse)).rejects.toThrow('linchpin rebuild')
    expect(await db.query(sql`select title from exception where mode = 'unavailable'`)).toEqual([
      { title: 'The warehouse cannot be opened' },
    ])
    await warehouse.rebuild()
    expect(warehouse.state().state).toBe('serving')
    expect(await touches(warehouse)).toBe(302)
  })

  test('facts that another version made are made anew by themselves, and no failure is told twice', async () => {
    const first = await keep()
    await first.caughtUp()
    const before = await hashFacts(first)
    const desk = await db.query(sql`select id, occurrences from exception order by id`)
    await first.stop()
    const older = await openWarehouse({ file })
    await older.query(sql`alter table touch drop column system`)
    await older.query(sql`alter table progress drop column facts_version`)
    await older.close()

    const warehouse = await keep()
    await serves(warehouse)
    expect(await hashFacts(warehouse)).toEqual(before)
    expect(await db.query(sql`select id, occurrences from exception order by id`)).toEqual(desk)

    // Killed in the middle of it, the next one begins again; whoever asks meanwhile is told why.
    await warehouse.stop()
    const newer = await openWarehouse({ file })
    await newer.query(sql`update progress set facts_version = 999`)
    await newer.close()
    const cut = await keep()
    expect(cut.state()).toEqual({
      state: 'opening',
      reason: 'the facts are being made anew, because another version of Linchpin made them',
    })
    await expect(touches(cut)).rejects.toThrow('another version')
    await cut.stop()
    const again = await keep()
    await serves(again)
    expect(await hashFacts(again)).toEqual(before)
  })

  test('a process that stops in the middle of a rebuild leaves the facts as they were', async () => {
    const warehouse = await keep()
    const before = await hashFacts(warehouse)
    const building = expect(warehouse.rebuild()).rejects.toThrow('the facts are as they were')
    await warehouse.stop()
    await building
    const again = await keep()
    await serves(again)
    expect(await hashFacts(again)).toEqual(before)
  })
})
