import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectExact } from '../../../test/harness/expect-exact.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { defineContract, defineSystem, review, standardPaths, t } from '../../contracts/define.ts'
import type { Contract } from '../../contracts/index.ts'
import { raise, showException } from '../../exceptions/index.ts'
import { sql, type Database } from '../../platform/database/index.ts'
import { accept, type Incoming } from './accept.ts'
import { heldUnder, listHeld, showHeld } from './list-held.ts'
import { previewReplay, replay } from './replay.ts'
import type { ReplayDeps } from './replay-batch.ts'

const received = new Date('2026-05-04T10:00:00Z')
let now = received
const failures = standardPaths({ owner: 'revops' })
const deal = (amount: Contract['payload'], name = 'crm.deals') =>
  defineContract({
    name,
    version: '1.0.0',
    from: defineSystem({ name: 'crm' }),
    owner: 'revops',
    payload: t.Object({ id: t.String(), amount, updated: t.Optional(t.String()) }),
    key: ({ id }) => id,
    // Not as text: the database, not the contract, is to refuse what lies too far back for it.
    changedAt: ({ updated }) => (updated ? new Date(updated) : undefined),
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
beforeEach(async () => {
  now = received
  await db.query(sql`truncate signal, quarantine, tally, exception, exception_event`)
})

const by = { by: 'ana' }
const send = (records: unknown[], contract = strict, at = received) =>
  accept(
    deps,
    contract,
    records.map((raw) => ({ raw })),
    { source: 'crm', receivedAt: at },
  )
const bad = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => ({ id: `d${n + from}`, amount: 'many' }))
const exceptions = () =>
  db.query<{ id: number; state: string; occurrences: number; reason: string | null }>(
    sql`select id, state, occurrences, reason from exception order by id`,
  )
const tally = () =>
  db.query(
    sql`select contract, day::text, read, landed, duplicate, filtered, quarantined from tally order by 1, 2`,
  )

/** The database, which is cut off at the end of the given transaction, before it is committed. */
function cutOff(at: number): Database {
  let transactions = 0
  return {
    ...db,
    transaction: (work) =>
      db.transaction(async (tx) => {
        const result = await work(tx)
        transactions += 1
        if (transactions === at) await tx.query(sql`select pg_terminate_backend(pg_backend_pid())`)
        return result
      }),
  }
}

describe('replay', () => {
  test('holds a record again that the database refuses, and lands the others', async () => {
    await send([...bad(2), { id: 'ancient', amount: 'many', updated: '-100000-01-01' }])
    expect(await replay(deps, { contract: 'crm.deals' }, by)).toMatchObject({
      value: { replayed: 3, landed: 2, heldAgain: 1 },
    })
    await expectExact(db)
  })

  test('lands what today’s contract takes, as it came, and resolves the exception', async () => {
    await send([...bad(2), { id: 'good', amount: 1 }])
    const [exception] = await exceptions()
    now = new Date('2026-05-06T10:00:00Z')
    expect(await replay(deps, { exception: exception!.id }, by)).toEqual({
      ok: true,
      value: {
        looked: 2,
        replayed: 2,
        landed: 2,
        duplicate: 0,
        filtered: 0,
        heldAgain: 0,
        stayed: 0,
        resolved: [exception!.id],
      },
    })
    expect(
      await db.query(sql`select key, payload, received_at from signal order by position`),
    ).toMatchObject([
      { key: 'good' },
      { key: 'd0', payload: { id: 'd0', amount: 'many' }, received_at: received },
      { key: 'd1', payload: { id: 'd1', amount: 'many' }, received_at: received },
    ])
    expect(await tally()).toEqual([
      {
        contract: 'crm.deals',
        day: '2026-05-04',
        read: 3,
        landed: 3,
        duplicate: 0,
        filtered: 0,
        quarantined: 0,
      },
    ])
    const shown = await showException(
      { db, heldUnder: (id) => heldUnder({ db }, id) },
      exception!.id,
    )
    expect(shown).toMatchObject({
      state: 'resolved',
      resolvedBy: 'ana',
      reason: 'nothing is held any more: 2 replayed',
      held: { held: 0, replayed: 2, dismissed: 0 },
    })
    expect(shown?.history.map(({ kind, note }) => [kind, note])).toEqual([
      ['opened', 'crm.deals: records are held back because of amount'],
      ['replayed', '2 replayed, 0 still held'],
      ['resolved', 'nothing is held any more: 2 replayed'],
    ])
    await expectExact(db)
  })

  test('leaves what is still bad held once, with its new reason, and counts it no further', async () => {
    await send([{ id: 'a', amount: null }, ...bad(1)])
    const [exception] = await exceptions()
    for (let n = 0; n < 2; n++) {
      const result = await replay(deps, { exception: exception!.id }, by)
      expect(result).toMatchObject({
        value: { replayed: n === 0 ? 1 : 0, stayed: 1, resolved: [] },
      })
    }
    const numbers = deal(t.Integer())
    await replay({ ...deps, contracts: [numbers] }, { exception: exception!.id }, by)
    expect((await listHeld({ db }, { exception: exception!.id })).records).toMatchObject([
      { at: 'amount', reason: 'must be integer', start: '{"id":"a","amount":null}' },
    ])
    expect(await exceptions()).toMatchObject([{ state: 'open', occurrences: 2 }])
    await expectExact(db)
  })

  test('counts what is a duplicate, filtered or late by now', async () => {
    await send([
      { id: 'd', amount: 'x' },
      { amount: 'x', id: 'd' },
      { id: 'test', amount: 'x' },
      { id: 'old', amount: 'x', updated: '2026-01-01T00:00:00Z' },
    ])
    await send([{ id: 'old', amount: 2, updated: '2026-02-02T00:00:00Z' }])
    expect(await replay(deps, { contract: 'crm.deals' }, by)).toMatchObject({
      value: { looked: 4, replayed: 4, landed: 1, duplicate: 1, filtered: 2, stayed: 0 },
    })
    await expectExact(db)
  })

  test('looks once at a record that is late and held again for it', async () => {
    await send([{ id: 'old', amount: 'x', updated: '2026-01-01T00:00:00Z' }])
    await send([{ id: 'old', amount: 2, updated: '2026-02-02T00:00:00Z' }])
    const wary = { ...lenient, failures: { ...lenient.failures, late: review() } }
    const again = await replay({ ...deps, contracts: [wary] }, { contract: 'crm.deals' }, by)
    expect(again).toMatchObject({ value: { looked: 1, heldAgain: 1 } })
    await expectExact(db)
  })

  test('does not put an old record over a newer one that landed while it was held', async () => {
    await send([{ id: 'd', amount: 'old' }])
    await send([{ id: 'd', amount: 2 }], strict, new Date('2026-05-05T10:00:00Z'))
    const wary = { ...lenient, failures: { ...failures, late: review() } }
    expect(
      await replay({ ...deps, contracts: [wary] }, { contract: 'crm.deals' }, by),
    ).toMatchObject({ value: { stayed: 1 } })
    expect((await listHeld({ db }, { mode: 'late' })).records).toMatchObject([
      { reason: 'a newer record of its key has landed since it was held' },
    ])
    expect(await replay(deps, { contract: 'crm.deals' }, by)).toMatchObject({
      value: { landed: 0, filtered: 1 },
    })
    await expectExact(db)
  })

  test('holds what is late at landing under an exception of its own', async () => {
    const wary = { ...lenient, failures: { ...failures, late: review() } }
    await send([{ id: 'd', amount: 'x', updated: '2026-01-01T00:00:00Z' }])
    await send([{ id: 'd', amount: 2, updated: '2026-02-02T00:00:00Z' }])
    expect(await replay({ ...deps, contracts: [wary] }, { mode: 'violation' }, by)).toMatchObject({
      value: { replayed: 1, heldAgain: 1, resolved: [expect.any(Number)] },
    })
    expect((await listHeld({ db }, { mode: 'late' })).records).toHaveLength(1)
    await expectExact(db)
  })

  test('is run again after it was cut off, and lands nothing twice', async () => {
    await send(bad(1_300))
    const cut = cutOff(2)
    await expect(replay({ ...deps, db: cut }, { contract: 'crm.deals' }, by)).rejects.toThrow()
    await expectExact(db)
    expect((await db.query(sql`select 1 from signal`)).length).toBe(500)
    expect(await replay(deps, { contract: 'crm.deals' }, by)).toMatchObject({
      value: { landed: 800, resolved: [expect.any(Number)] },
    })
    expect(await replay(deps, { contract: 'crm.deals' }, by)).toMatchObject({
      value: { looked: 0 },
    })
    await expectExact(db)
  })

  test('resolves the exception of a replay that was cut off just before it', async () => {
    await send(bad(1))
    const [exception] = await exceptions()
    const cut = cutOff(2)
    await expect(replay({ ...deps, db: cut }, { contract: 'crm.deals' }, by)).rejects.toThrow()
    expect(await exceptions()).toMatchObject([{ state: 'open' }])
    expect(await replay(deps, { exception: exception!.id }, by)).toMatchObject({
      value: { looked: 0, resolved: [exception!.id] },
    })
  })

  test('shares the work with others that run at once', async () => {
    await send(bad(1_200))
    const results = await Promise.all([1, 2, 3].map(() => replay(deps, { mode: 'violation' }, by)))
    const landed = results.map((each) => (each.ok ? each.value.landed : 0))
    expect(landed.reduce((a, b) => a + b)).toBe(1_200)
    expect(await exceptions()).toMatchObject([{ state: 'resolved', occurrences: 1_200 }])
    await expectExact(db)
  })

  test('takes one record alone', async () => {
    await send(bad(2))
    const { records } = await listHeld({ db }, { contract: 'crm.deals' })
    expect(await replay(deps, { record: records[1]!.id }, by)).toMatchObject({
      value: { looked: 1, landed: 1, resolved: [] },
    })
    expect(await db.query(sql`select key from signal`)).toEqual([{ key: 'd1' }])
  })

  test('previews each record and writes nothing', async () => {
    await send([...bad(1), { id: 'test', amount: 'x' }, { id: 'z', amount: null }])
    const before = await tally()
    const preview = await previewReplay(deps, { contract: 'crm.deals' })
    expect(preview.ok && preview.value.map(({ would, reason }) => [would, reason])).toEqual([
      ['land', undefined],
      ['filter', 'a test deal'],
      ['stay', 'must be number'],
    ])
    expect(await tally()).toEqual(before)
    expect((await listHeld({ db }, { contract: 'crm.deals' })).records).toHaveLength(3)
  })

  test('keeps what does not parse, and says when the contract is gone', async () => {
    const malformed = Buffer.from([0x7b, 0xff])
    const records: Incoming[] = [{ malformed, reason: 'line 7 has 3 cells, the header has 4' }]
    await accept(deps, strict, records, { source: 'crm', receivedAt: received })
    expect(await replay(deps, { mode: 'malformed' }, by)).toMatchObject({ value: { stayed: 1 } })
    const [held] = (await listHeld({ db }, { mode: 'malformed' })).records
    expect(held).toMatchObject({ reason: 'line 7 has 3 cells, the header has 4', start: '{�' })
    expect(await showHeld({ db }, held!.id)).toMatchObject({
      state: 'held',
      text: malformed.toString(),
      bytes: malformed.length,
    })
    expect(await replay({ ...deps, contracts: [] }, { mode: 'malformed' }, by)).toMatchObject({
      error: expect.stringContaining(`no contract of that name`),
    })
  })

  test('leaves an exception alone that never held anything', async () => {
    const trouble = { mode: 'timeout', owner: 'revops', title: 'no answer' } as const
    const id = await raise(deps, trouble)
    expect(await replay(deps, { exception: id }, by)).toMatchObject({ value: { resolved: [] } })
  })
})
