import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../../test/harness/test-database.ts'
import { sql, type Database } from '../../../platform/database/index.ts'
import type { AcceptDeps } from '../../ingestion/index.ts'
import { forwardExposures } from './forward-exposures.ts'

let db: Database
let deps: AcceptDeps
beforeAll(async () => {
  db = await testDatabase()
  deps = { db, clock: { now: () => new Date('2026-05-04T10:00:00Z') }, routes: [] }
})

const line = (id: string) =>
  JSON.stringify({
    id,
    at: '2026-05-04T09:59:59.000Z',
    unit: 'anonymous:a',
    placement: 'hero',
    variant: 'calm',
    propensity: 0.5,
    table: 1,
  })
const send = (text: string) => forwardExposures(deps, Buffer.from(text), 'edge')

describe('forwarding exposures', () => {
  test('lands each once, however often the log is sent', async () => {
    const log = Array.from({ length: 600 }, (_, n) => `${line(`a-${n}`)}\n`).join('')
    expect(await send(log)).toMatchObject({ read: 600, landed: 600, duplicate: 0 })
    expect(await send(log)).toMatchObject({ read: 600, landed: 0, duplicate: 600 })
    expect(await send('')).toMatchObject({ read: 0 })
  })

  test('holds a cut-off line and a broken one apart, whole, and takes the others', async () => {
    const log = `${line('b-1')}\n{"id":"b-2",\n${line('b-3')}\n${line('b-4').slice(0, 40)}`
    expect(await send(log)).toEqual({
      read: 4,
      landed: 2,
      duplicate: 0,
      filtered: 0,
      quarantined: 2,
    })
    const held = await db.query<{ reason: string; raw: Buffer }>(
      sql`select reason, raw from quarantine order by id`,
    )
    expect(held.map(({ raw }) => String(raw))).toEqual(['{"id":"b-2",', line('b-4').slice(0, 40)])
    expect(held[1]!.reason).toBe('the line was cut off while it was written')
  })
})
