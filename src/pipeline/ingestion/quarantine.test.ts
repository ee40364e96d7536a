import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectExact } from '../../../test/harness/expect-exact.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { defineContract, defineSystem, review, standardPaths, t } from '../../contracts/define.ts'
import type { Contract } from '../../contracts/index.ts'
import { resolveException } from '../../exceptions/index.ts'
import { sql, type Database } from '../../platform/database/index.ts'
import { accept } from './accept.ts'
import { dismiss } from './dismiss.ts'
import { heldUnder, listHeld } from './list-held.ts'
import { replay } from './replay.ts'
import type { ReplayDeps } from './replay-batch.ts'

const now = new Date('2026-05-04T10:00:00Z')
const failures = standardPaths({ owner: 'revops' })
const deal = (amount: Contract['payload']) =>
  defineContract({
    name: 'crm.deals',
    version: '1.0.0',
    from: defineSystem({ name: 'crm' }),
    owner: 'revops',
    payload: t.Object({ id: t.String(), amount, updated: t.Optional(t.String()) }),
    key: ({ id }) => id,
    changedAt: ({ updated }) => updated,
    filter: ({ id }) => (id === 'test' ? 'a test deal' : undefined),
    failures,
    becomes: () => [],
  })
const strict = deal(t.Number())
const lenient = deal(t.Union([t.Number(), t.String()]))

let db: Database
let deps: ReplayDeps
beforeAll(async () => {
  db = await testDatabase()
  deps = { db, clock: { now: () => now }, routes: [], contracts: [lenient] }
})
const empty = () => db.query(sql`truncate signal, quarantine, tally, exception, exception_event`)
beforeEach(empty)

const by = { by: 'ana' }
const send = (records: unknown[], contract = strict, at = now) =>
  accept(
    deps,
    contract,
    records.map((raw) => ({ raw })),
    { source: 'crm', receivedAt: at },
  )
const bad = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `d${n}`, amount: 'many' }))
const exceptions = () =>
  db.query<{ id: number }>(sql`select id, state, reason from exception order by id`)

async function resolveAll(): Promise<void> {
  for (const { id } of await exceptions()) {
    await resolveException(deps, id, { by: 'ana', reason: 'it does not matter' })
  }
}

describe('the quarantine', () => {
  test('keeps read = landed + duplicate + filtered + quarantined, whatever comes in which order', async () => {
    const record = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'test'),
      amount: fc.constantFrom(1, 2, 'x', null),
      updated: fc.option(fc.constantFrom('2026-01-01', '2026-02-02'), { nil: undefined }),
    })
    const step = fc.oneof(
      fc.record({ send: fc.array(record, { maxLength: 6 }), day: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ replay: fc.constantFrom(strict, lenient), wary: fc.boolean() }),
      fc.record({ dismiss: fc.constantFrom('violation' as const, 'late' as const) }),
      fc.constant({ resolve: true }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        await empty()
        for (const it of steps) {
          if ('send' in it) await send(it.send, strict, new Date(Date.UTC(2026, 4, it.day)))
          else if ('resolve' in it) await resolveAll()
          else if ('dismiss' in it) {
            await dismiss(deps, { mode: it.dismiss }, { by: 'ana', reason: 'worthless' })
          } else {
            const late = it.wary ? review() : failures.late
            const contract = { ...it.replay, failures: { ...failures, late } }
            await replay({ ...deps, contracts: [contract] }, { contract: 'crm.deals' }, by)
          }
          await expectExact(db)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('what is held under an exception that was resolved by hand', () => {
  test('is at the desk again under a new number when it comes again, held and counted once', async () => {
    await send(bad(2))
    const [first] = await exceptions()
    await resolveAll()
    expect(await send(bad(3))).toMatchObject({ duplicate: 2, quarantined: 1 })
    const [, second] = await exceptions()
    expect(await exceptions()).toMatchObject([{ state: 'resolved' }, { state: 'open' }])
    expect(await heldUnder({ db }, first!.id)).toMatchObject({ held: 0 })
    expect(await heldUnder({ db }, second!.id)).toMatchObject({ held: 3 })
    expect(await send(bad(3))).toMatchObject({ duplicate: 3, quarantined: 0 })
    expect(await exceptions()).toHaveLength(2)
    await expectExact(db)
  })

  test('has the reason for which it is refused by then', async () => {
    await send(bad(1))
    await resolveAll()
    await send(bad(1), deal(t.Object({})))
    expect((await listHeld({ db }, { contract: 'crm.deals' })).records).toMatchObject([
      { reason: 'must be object' },
    ])
  })

  test('stays left out when it had been left out before', async () => {
    await send(bad(2))
    const { records } = await listHeld({ db }, { contract: 'crm.deals' })
    await dismiss(deps, { record: records[0]!.id }, { by: 'ana', reason: 'a test' })
    await resolveAll()
    await send(bad(1))
    expect(await exceptions()).toMatchObject([{ state: 'resolved' }])
  })
})

describe('dismiss', () => {
  test('leaves records out for good, with the reason, still counted as quarantined', async () => {
    await send(bad(3))
    const [exception] = await exceptions()
    const [first] = (await listHeld({ db }, { exception: exception!.id })).records
    expect(await dismiss(deps, { record: first!.id }, { by: 'ana', reason: ' ' })).toEqual({
      ok: false,
      error: 'say why they are left out',
    })
    await replay(deps, { record: first!.id }, by)
    const done = await dismiss(deps, { exception: exception!.id }, { by: 'ana', reason: 'a test' })
    expect(done).toEqual({ ok: true, value: { dismissed: 2, resolved: [exception!.id] } })
    expect(await exceptions()).toMatchObject([
      { state: 'resolved', reason: 'nothing is held any more: 1 replayed, 2 dismissed' },
    ])
    expect(
      await db.query(
        sql`select settled_by, settled_reason from quarantine where state = 'dismissed'`,
      ),
    ).toEqual([1, 2].map(() => ({ settled_by: 'ana', settled_reason: 'a test' })))
    expect(await replay(deps, { exception: exception!.id }, by)).toMatchObject({
      value: { looked: 0, resolved: [] },
    })
    await expectExact(db)
  })

  test('keeps a record out when it comes again, also when its contract would take it by then', async () => {
    await send(bad(2))
    await dismiss(deps, { mode: 'violation' }, { by: 'ana', reason: 'a test' })
    expect(await send([...bad(3), { id: 'good', amount: 1 }])).toMatchObject({
      landed: 1,
      duplicate: 2,
      quarantined: 1,
    })
    expect((await listHeld({ db }, { contract: 'crm.deals' })).records).toHaveLength(1)
    expect(await send(bad(4), lenient)).toMatchObject({ landed: 2, duplicate: 2 })
    const once = { ...lenient, keep: 'first' } as const
    expect(await send(bad(5), once)).toMatchObject({ landed: 1, duplicate: 4 })
    expect(await db.query(sql`select key from signal order by key`)).toEqual(
      ['d2', 'd3', 'd4', 'good'].map((key) => ({ key })),
    )
    await expectExact(db)
  })

  test('keeps out the record that was left out, and not a later one of its key', async () => {
    await send(bad(1))
    await dismiss(deps, { mode: 'violation' }, { by: 'ana', reason: 'a test' })
    expect(await send([{ id: 'd0', amount: 'few' }], lenient)).toMatchObject({ landed: 1 })
  })
})

describe('the list of held records', () => {
  test('goes page by page and shows the start of each', async () => {
    await send([{ id: 'big', amount: 'x'.repeat(5_000) }, ...bad(4)])
    const first = await listHeld({ db }, { contract: 'crm.deals' }, { limit: 3 })
    const second = await listHeld(
      { db },
      { contract: 'crm.deals' },
      { limit: 3, after: first.next },
    )
    expect(first.records[0]).toMatchObject({ bytes: 5_024, source: 'crm', contract: 'crm.deals' })
    expect(first.records[0]!.start).toHaveLength(2_000)
    expect([first.records.length, second.records.length, second.next]).toEqual([3, 2, undefined])
  })
})
