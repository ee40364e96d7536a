import { readFile } from 'node:fs/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import { sql } from '../../platform/database/index.ts'
import { Sql } from '../../platform/database/sql.ts'
import { accept } from './accept.ts'

const deals = defineContract({
  name: 'crm.deals',
  version: '1.0.0',
  from: defineSystem({ name: 'crm' }),
  owner: 'revops',
  payload: t.Object({ id: t.String(), amount: t.Number(), Changed: t.String() }),
  key: ({ id }) => id,
  changedAt: ({ Changed }) => Changed,
  text: { dates: 'DMY' },
  failures: standardPaths({ owner: 'revops' }),
  becomes: () => [],
})
const db = await testDatabase()
const received = new Date('2026-05-04T10:00:00Z')
const deps = { db, clock: { now: () => received }, routes: [] }
const send = (amount: number, Changed: string, receivedAt = received) =>
  accept(deps, deals, [{ raw: { id: '1', amount, Changed } }], { source: 'crm', receivedAt })
const amounts = async () => {
  const rows = await db.query<{ amount: number }>(
    sql`select (payload->>'amount')::int as amount from signal order by position`,
  )
  return rows.map(({ amount }) => amount)
}
beforeEach(() => db.query(sql`truncate signal, quarantine, tally, exception, exception_event`))

describe('a newer record', () => {
  test('lands where days are written day first, and an older one does not', async () => {
    expect(await send(100, '04/03/2026')).toMatchObject({ landed: 1 })
    expect(await send(900, '01/04/2026')).toMatchObject({ landed: 1 })
    expect(await send(50, '05/03/2026')).toMatchObject({ landed: 0, filtered: 1 })
    expect(await amounts()).toEqual([100, 900])
  })

  test('lands behind one whose time was mistyped, which is held for a person', async () => {
    expect(await send(1, '2062-05-04')).toMatchObject({ landed: 0, quarantined: 1 })
    const tomorrow = new Date('2026-05-05T10:00:00Z')
    expect(await send(900, '2026-05-05', tomorrow)).toMatchObject({ landed: 1 })
  })

  test('lands behind one whose time an earlier version misread', async () => {
    const migration = new URL('./migrations/0022-mend-times-of-change.sql', import.meta.url)
    const mend = new Sql([await readFile(migration, 'utf8')], [])
    const held = async (Changed: string, misread: string) => {
      await db.query(sql`truncate signal`)
      await send(100, Changed)
      await db.query(sql`update signal set changed_at = ${new Date(misread)}`)
      await db.query(mend)
    }
    // In the zones of Berlin, of New York and of Auckland.
    for (const hour of ['02T22', '03T04', '02T11']) {
      await held('04/03/2026', `2026-04-${hour}:00:00Z`)
      expect(await send(900, '01/04/2026')).toMatchObject({ landed: 1 })
    }
    await held('2026-05-04', '2062-05-04')
    expect(await send(900, '2026-05-05')).toMatchObject({ landed: 1 })
    // 09:00 on a machine in New York, and what is read in UTC since.
    await held('2026-05-04 09:00:00', '2026-05-04T13:00:00Z')
    expect(await send(900, '2026-05-04 09:30:00')).toMatchObject({ landed: 1 })
    await held('2026-05-04T09:00:00Z', '2026-05-04T09:00:00Z')
    expect(await send(900, '2026-05-04T08:00:00Z')).toMatchObject({ filtered: 1 })
    await held('04/03/2026', '2026-03-04')
    expect(await send(900, '03/03/2026')).toMatchObject({ filtered: 1 })
  })
})
