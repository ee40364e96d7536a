import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { defineContract, defineSystem, review, standardPaths, t } from '../../contracts/define.ts'
import { sql, type Database } from '../../platform/database/index.ts'
import { accept, type AcceptDeps } from './accept.ts'

const crm = defineSystem({ name: 'crm' })
const now = new Date('2026-05-04T10:00:00Z')
const origin = { source: 'crm', receivedAt: now }

const deals = defineContract({
  name: 'crm.deals',
  version: '1.0.0',
  from: crm,
  owner: 'revops',
  payload: t.Object({
    id: t.String(),
    amount: t.Number(),
    updated: t.Optional(t.String({ format: 'date-time' })),
    test: t.Optional(t.Boolean()),
  }),
  key: (deal) => deal.id,
  changedAt: (deal) => deal.updated,
  filter: (deal) => (deal.test ? 'a test deal' : undefined),
  failures: standardPaths({ owner: 'revops' }),
  becomes: () => [],
})
const clicks = defineContract({
  name: 'web.clicks',
  version: '1.0.0',
  from: crm,
  owner: 'web',
  keep: 'first',
  payload: t.Object({ id: t.String() }),
  key: (click) => click.id,
  failures: standardPaths({ owner: 'web' }),
  becomes: () => [],
})

let db: Database
let deps: AcceptDeps
beforeAll(async () => {
  db = await testDatabase()
  deps = { db, clock: { now: () => now }, routes: [] }
})

const raws = (...records: unknown[]) => records.map((raw) => ({ raw }))
const signals = (contract: string) =>
  db.query<{ key: string; payload: unknown; supersedes: number | null; position: number }>(
    sql`select key, payload, supersedes, position from signal where contract = ${contract} order by position`,
  )

describe('accept', () => {
  test('lands good records unchanged and holds each bad one apart, whole, with the reason', async () => {
    const batch = raws(
      { id: 'a', amount: 1, extra: [1] },
      { id: 'b', amount: 'two' },
      { amount: 3 },
    )
    expect(await accept(deps, deals, batch, origin)).toEqual({
      read: 3,
      landed: 1,
      duplicate: 0,
      filtered: 0,
      quarantined: 2,
    })
    expect((await signals('crm.deals'))[0]?.payload).toEqual({ id: 'a', amount: 1, extra: [1] })
    const held = await db.query<{ at: string; reason: string; raw: Buffer }>(
      sql`select at, reason, raw from quarantine order by id`,
    )
    expect(held.map(({ at, reason, raw }) => [at, reason, String(raw)])).toEqual([
      ['amount', 'must be number', '{"id":"b","amount":"two"}'],
      ['id', 'it is missing', '{"amount":3}'],
    ])
    expect(
      await db.query(sql`select mode, owner, title, occurrences from exception order by id`),
    ).toEqual([
      {
        mode: 'violation',
        owner: 'revops',
        title: 'crm.deals: records are held back because of amount',
        occurrences: 1,
      },
      {
        mode: 'violation',
        owner: 'revops',
        title: 'crm.deals: records are held back because of id',
        occurrences: 1,
      },
    ])
  })

  test('takes the same content once, a change as a later signal, and a change back as one more', async () => {
    const first = raws({ id: 'x', amount: 1 })
    const changed = raws({ amount: 2, id: 'x' })
    expect((await accept(deps, deals, first, origin)).landed).toBe(1)
    expect(await accept(deps, deals, first, origin)).toMatchObject({ landed: 0, duplicate: 1 })
    expect((await accept(deps, deals, changed, origin)).landed).toBe(1)
    expect((await accept(deps, deals, first, origin)).landed).toBe(1)
    const rows = (await signals('crm.deals')).filter(({ key }) => key === 'x')
    expect(rows.map(({ supersedes }) => supersedes)).toEqual([
      null,
      rows[0]!.position,
      rows[1]!.position,
    ])
  })

  test('follows a record that changes several times in one batch', async () => {
    const batch = raws({ id: 'y', amount: 1 }, { id: 'y', amount: 2 }, { id: 'y', amount: 2 })
    expect(await accept(deps, deals, batch, origin)).toMatchObject({ landed: 2, duplicate: 1 })
  })

  test('takes an event once, however often and however changed it comes', async () => {
    const batch = raws({ id: '1' }, { id: '2' }, { id: '1', more: true })
    expect(await accept(deps, clicks, batch, origin)).toMatchObject({ landed: 2, duplicate: 1 })
    expect(await accept(deps, clicks, batch, origin)).toMatchObject({ landed: 0, duplicate: 3 })
  })

  test('replaces events that turned out to change, and lands none anew when that is taken back', async () => {
    const events = { ...deals, name: 'crm.turned', keep: 'first' as const }
    const records = { ...events, keep: 'latest' as const }
    const batch = raws({ id: 'a', amount: 1 }, { id: 'b', amount: 2 })
    await accept(deps, events, batch, origin)
    expect(await accept(deps, records, batch, origin)).toMatchObject({ landed: 2, duplicate: 0 })
    expect(await accept(deps, records, batch, origin)).toMatchObject({ landed: 0, duplicate: 2 })
    const [a, b, ...later] = await signals('crm.turned')
    expect(later.map(({ supersedes }) => supersedes)).toEqual([a!.position, b!.position])
    const again = [...batch, ...raws({ id: 'c', amount: 3 })]
    expect(await accept(deps, events, again, origin)).toMatchObject({ landed: 1, duplicate: 2 })
    const changed = raws({ id: 'a', amount: 9 }, { id: 'c', amount: 9 })
    expect(await accept(deps, records, changed, origin)).toMatchObject({ landed: 2 })
    const [, , thirdOfA, , c, lastOfA, lastOfC] = await signals('crm.turned')
    expect([lastOfA!.supersedes, lastOfC!.supersedes]).toEqual([thirdOfA!.position, c!.position])
  })

  test('leaves out what a filter names and what is older than what is held, and counts both', async () => {
    await accept(deps, deals, raws({ id: 'z', amount: 2, updated: '2026-02-02T00:00:00Z' }), origin)
    const batch = raws(
      { id: 'z', amount: 1, updated: '2026-01-01T00:00:00Z' },
      { id: 'q', amount: 1, test: true },
    )
    expect(await accept(deps, deals, batch, origin)).toMatchObject({ landed: 0, filtered: 2 })
  })

  test('holds late records where the contract wants to see them', async () => {
    const strict = { ...deals, name: 'crm.strict', failures: { ...deals.failures, late: review() } }
    await accept(
      deps,
      strict,
      raws({ id: 'z', amount: 2, updated: '2026-02-02T00:00:00Z' }),
      origin,
    )
    const late = raws({ id: 'z', amount: 1, updated: '2026-01-01T00:00:00Z' })
    expect(await accept(deps, strict, late, origin)).toMatchObject({ filtered: 0, quarantined: 1 })
  })

  test('holds a bad record once, however often its file is read', async () => {
    const batch = raws({ id: 'again', amount: 'bad' }, { id: 'fine', amount: 1 })
    expect(await accept(deps, deals, batch, origin)).toMatchObject({ landed: 1, quarantined: 1 })
    expect(await accept(deps, deals, batch, origin)).toMatchObject({
      read: 2,
      landed: 0,
      duplicate: 2,
      quarantined: 0,
    })
  })

  test('lets batches that get into each other’s way both through', async () => {
    const strict = {
      ...deals,
      name: 'crm.crossing',
      failures: { ...deals.failures, duplicate: review() },
    }
    const batches = Array.from({ length: 12 }, (_, n) =>
      raws({ id: 'same', amount: 1 }, { id: `bad-${n % 3}`, amount: 'x' }),
    )
    const results = await Promise.all(batches.map((batch) => accept(deps, strict, batch, origin)))
    const sum = (name: 'landed' | 'quarantined' | 'duplicate') =>
      results.reduce((total, result) => total + result[name], 0)
    expect([sum('landed'), sum('quarantined'), sum('duplicate')]).toEqual([1, 3, 20])
  })

  test('keeps bytes that could not be parsed', async () => {
    const malformed = Buffer.from([0x7b, 0x00, 0xff])
    const result = await accept(deps, clicks, [{ malformed, reason: 'not JSON' }], origin)
    expect(result).toMatchObject({ read: 1, quarantined: 1 })
    const [row] = await db.query<{ raw: Buffer }>(
      sql`select raw from quarantine where mode = 'malformed'`,
    )
    expect(row!.raw).toEqual(malformed)
  })

  test('holds apart a record whose bad field has a NUL in its name', async () => {
    const marks = defineContract({
      ...clicks,
      name: 'web.marks',
      payload: t.Object({ id: t.String(), marks: t.Record(t.String(), t.Number()) }),
    })
    const batch = raws({ id: 'a', marks: {} }, { id: 'b', marks: { 'a\0b': 'x' } })
    expect(await accept(deps, marks, batch, origin)).toMatchObject({ landed: 1, quarantined: 1 })
    expect(await db.query(sql`select at from quarantine where contract = 'web.marks'`)).toEqual([
      { at: 'marks/a�b' },
    ])
  })

  test('counts everything: read = landed + duplicate + filtered + quarantined', async () => {
    const rows = await db.query<Record<string, number>>(sql`
      select sum(read) as read, sum(landed + duplicate + filtered + quarantined) as parts,
        sum(landed) as landed, (select count(*) from signal) as signals,
        sum(quarantined) as quarantined, (select count(*) from quarantine) as held from tally`)
    const [{ read, parts, landed, signals: stored, quarantined, held }] = rows as [
      Record<string, number>,
    ]
    expect(Number(read)).toBe(Number(parts))
    expect(Number(landed)).toBe(stored)
    expect(Number(quarantined)).toBe(held)
  })

  test('changes nothing at all when the database refuses half-way', async () => {
    const broken = { ...deals, name: 'crm.broken' }
    const batch = [{ raw: { id: 'a', amount: 'x' } }, { raw: { id: 'b', amount: 1 }, json: '{' }]
    await expect(accept(deps, broken, batch, origin)).rejects.toThrow('json')
    expect(await db.query(sql`select 1 from quarantine where contract = 'crm.broken'`)).toEqual([])
  })
})
