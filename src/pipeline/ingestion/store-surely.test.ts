import { expect, test } from 'vitest'
import { event, eventSource } from '../../../test/harness/collector-suite.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { systemClock } from '../../platform/clock.ts'
import { sql } from '../../platform/database/index.ts'
import { storeSurely } from './store-surely.ts'

const { contract } = eventSource('site')
const origin = { source: 'site', receivedAt: new Date() }

test('a record that the database refuses is held apart, and all others land once', async () => {
  const db = await testDatabase()
  const deps = { db, clock: systemClock, routes: [] }
  const records = [1, 2, 3, 4, 5].map((n) => ({ raw: event(String(n)) }))
  // Text that is not JSON stands for whatever a database may refuse that we let pass.
  const broken = { raw: event('broken'), json: '{"broken' }
  const whole = [...records.slice(0, 3), broken, ...records.slice(3)]
  expect(await storeSurely(deps, contract, whole, origin)).toEqual({
    read: 6,
    landed: 5,
    duplicate: 0,
    filtered: 0,
    quarantined: 1,
  })
  expect(await db.query(sql`select mode, raw from quarantine`)).toEqual([
    { mode: 'violation', raw: Buffer.from('{"broken') },
  ])
  expect(await db.query(sql`select read::int, landed::int, quarantined::int from tally`)).toEqual([
    { read: 6, landed: 5, quarantined: 1 },
  ])
})

test.each([
  ['the disk is full', '53100'],
  ['the server is shutting down', '57P01'],
  ['the connection broke', '08006'],
  ['nobody listens', 'ECONNREFUSED'],
])('when %s, nothing is held apart and the caller hears of it', async (message, code) => {
  const db = await testDatabase()
  const away = { ...db, query: () => Promise.reject(Object.assign(new Error(message), { code })) }
  const deps = { db: away, clock: systemClock, routes: [] }
  const storing = storeSurely(deps, contract, [{ raw: event('1') }], origin)
  await expect(storing).rejects.toThrow(message)
  expect(await db.query(sql`select 1 from quarantine`)).toEqual([])
})
