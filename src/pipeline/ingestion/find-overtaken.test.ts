import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
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

const send = (records: unknown[], receivedAt = received) =>
  accept(
    deps,
    deals,
    records.map((raw) => ({ raw })),
    { source: 'crm', receivedAt },
  )

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

  test('keeps what changed after the record that landed, and what names no record', async () => {
    await send([{ id: 'd0', updated: '2026-05-04T10:30:00Z' }, { updated: when }])
    await send([{ id: 'd0', updated: when, amount: 5 }], later)
    expect(await replay(deps, filter, by)).toMatchObject({
      value: { looked: 2, replayed: 0, stayed: 2 },
    })
  })
})
