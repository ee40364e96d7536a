import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import { resolveException } from '../../exceptions/index.ts'
import { sql } from '../../platform/database/index.ts'
import { accept } from './accept.ts'
import { previewReplay, replay } from './replay.ts'

const deals = defineContract({
  name: 'crm.deals',
  version: '1.0.0',
  from: defineSystem({ name: 'crm' }),
  owner: 'revops',
  payload: t.Object({ id: t.String(), amount: t.Number(), updated: t.String() }),
  key: ({ id }) => id,
  changedAt: ({ updated }) => updated,
  failures: standardPaths({ owner: 'revops' }),
  becomes: () => [],
})
const db = await testDatabase()
const received = new Date('2026-05-04T10:00:00Z')
const deps = { db, clock: { now: () => received }, routes: [], contracts: [deals] }
const by = { by: 'ana' }
beforeEach(async () => {
  await db.query(sql`truncate signal, quarantine, tally, exception, exception_event`)
})

const send = (records: unknown[], receivedAt = received, contract = deals) =>
  accept(
    deps,
    contract,
    records.map((raw) => ({ raw })),
    { source: 'crm', receivedAt },
  )

/** Deals that do not say when they changed, and a contract that takes their amounts whatever they are. */
const strict: typeof deals = {
  ...deals,
  payload: t.Object({ id: t.String(), amount: t.Number() }),
  changedAt: () => undefined,
}
const mended = {
  ...deps,
  contracts: [{ ...strict, payload: t.Object({ id: t.String(), amount: t.Any() }) }],
}
const timeless = (id: string, amount: unknown) => ({ id, amount })
const amounts = async () => {
  const rows = await db.query<{ amount: unknown }>(
    sql`select payload->'amount' as amount from signal order by position`,
  )
  return rows.map(({ amount }) => amount)
}

describe('replay after the sender has sent the records again, mended', () => {
  const when = '2026-05-04T09:00:00Z'
  const held = [
    { id: 'd0', updated: when },
    { id: 'd1', updated: when },
  ]
  const later = new Date('2026-05-04T11:00:00Z')
  const filter = { contract: 'crm.deals' }

  test('leaves out what a newer record overtook, though it is still bad, and resolves the exception', async () => {
    await send(held)
    await send([{ id: 'd0', updated: when, amount: 5 }], later)
    const preview = await previewReplay(deps, filter)
    expect(preview).toMatchObject({ value: [{ would: 'filter' }, { would: 'stay', at: 'amount' }] })
    expect(await replay(deps, filter, by)).toMatchObject({
      value: { looked: 2, replayed: 1, filtered: 1, stayed: 1, resolved: [] },
    })
    await send([{ id: 'd1', updated: when, amount: 6 }], later)
    expect(await replay(deps, filter, by)).toMatchObject({
      value: { replayed: 1, filtered: 1, stayed: 0, resolved: [expect.any(Number)] },
    })
    expect(await db.query(sql`select * from tally`)).toMatchObject([
      { read: 4, landed: 2, filtered: 2, quarantined: 0 },
    ])
  })

  test('puts nothing over a record of the same batch, and says why', async () => {
    await send([timeless('d0', 'n/a'), timeless('d0', 500)], received, strict)
    await send([timeless('d1', 500), timeless('d1', 'n/a')], received, strict)
    await send([timeless('d2', 'n/a')], received, strict)
    const reason = expect.stringContaining('which of the two came last cannot be told') as string
    expect(await previewReplay(mended, filter)).toMatchObject({
      value: [{ would: 'stay', reason }, { would: 'stay', reason }, { would: 'land' }],
    })
    expect(await replay(mended, filter, by)).toMatchObject({ value: { stayed: 2, landed: 1 } })
    expect(await amounts()).toEqual([500, 500, 'n/a'])
    await send([timeless('d0', 600), timeless('d1', 600)], later, strict)
    expect(await replay(mended, filter, by)).toMatchObject({ value: { filtered: 2, stayed: 0 } })
  })

  test('puts records of one batch over each other as they came, however many there are', async () => {
    const versions = Array.from({ length: 502 }, (_, n) => timeless('d0', `version ${n}`))
    await send(versions, received, strict)
    expect(await replay(mended, filter, by)).toMatchObject({ value: { landed: 502, stayed: 0 } })
    expect((await amounts()).at(-1)).toBe('version 501')
  })

  test('lands what came once more after the record that landed, though it is the same as was held before', async () => {
    await send([timeless('d0', 'n/a')], received, strict)
    const [{ id }] = (await db.query(sql`select id from exception`)) as [{ id: number }]
    await resolveException(deps, id, { ...by, reason: 'It was mended in the CRM' })
    await send([timeless('d0', 50)], later, strict)
    await send([timeless('d0', 'n/a')], new Date('2026-05-04T12:00:00Z'), strict)
    expect(await replay(mended, filter, by)).toMatchObject({ value: { landed: 1, filtered: 0 } })
    expect(await amounts()).toEqual([50, 'n/a'])
  })

  test('keeps what changed after the record that landed, and what names no record', async () => {
    await send([{ id: 'd0', updated: '2026-05-04T10:30:00Z' }, { updated: when }])
    await send([{ id: 'd0', updated: when, amount: 5 }], later)
    expect(await replay(deps, filter, by)).toMatchObject({
      value: { looked: 2, replayed: 0, stayed: 2 },
    })
  })
})
