import { Analytics } from '@segment/analytics-node'
import { expect, test } from 'vitest'
import { collectorServer } from '../../../../test/harness/collector-server.ts'
import { faultProxy, type Fault } from '../../../../test/harness/fault-proxy.ts'
import { testDatabase } from '../../../../test/harness/test-database.ts'
import { sql } from '../../../platform/database/index.ts'
import { collector, defineSource, websiteEvents } from '../../../index.ts'

const contract = websiteEvents({ owner: 'web' })
const source = defineSource({ name: 'website', contract, from: collector() })
const db = await testDatabase()

/** Sends events of every kind with the real SDK through a proxy, and gives what was stored of them. */
async function run(user: string, faults: readonly Fault[], away = false) {
  const database = { isAway: away }
  const query: typeof db.query = (statement) =>
    database.isAway ? Promise.reject(new Error('Connection terminated')) : db.query(statement)
  const server = away
    ? await collectorServer(db, { sources: [source], db: { ...db, query }, limits: { holdMs: 50 } })
    : await collectorServer(db, { sources: [source] })
  const proxy = await faultProxy(server.url, (n) => faults[n] ?? 'pass')
  const host = proxy.url
  const analytics = new Analytics({
    writeKey: server.key,
    host,
    flushAt: 15,
    flushInterval: 50,
    httpRequestTimeout: 1_000,
  })
  const errors: unknown[] = []
  analytics.on('error', (error) => errors.push(error))
  const userId = user
  const sent = 36
  for (let n = 0; n < sent / 6; n += 1) {
    analytics.identify({ userId, anonymousId: `${user}-a`, traits: { email: `${user}@acme.com` } })
    analytics.page({ userId, name: 'Home', properties: { url: 'https://acme.com/', n } })
    analytics.screen({ userId, name: 'Start', properties: { n } })
    analytics.group({ userId, groupId: 'acme', traits: { name: 'Acme' } })
    analytics.track({ userId, event: 'Signed Up', timestamp: new Date(), properties: { n } })
    analytics.alias({ userId, previousId: `${user}-old` })
  }
  if (away) {
    await expect.poll(() => proxy.statuses).toContain(429)
    database.isAway = false
  }
  await analytics.closeAndFlush({ timeout: 30_000 })
  const rows = await db.query<{ type: string; id: string; sent: string }>(sql`
    select payload ->> 'type' as type, key as id, payload ->> 'sentAt' as sent from signal
    where payload ->> 'userId' = ${user}`)
  const ids = new Set(rows.map(({ id }) => id))
  const types = new Set(rows.map(({ type }) => type))
  return { errors, sent, stored: rows.length, ids: ids.size, types: types.size, proxy, rows }
}

const whole = { errors: [], sent: 36, stored: 36, ids: 36, types: 6 }

test('every event of the real SDK is kept once, whatever happens to its requests', async () => {
  const wait = { status: 429, headers: { 'retry-after': '1' } }
  const cases: Record<string, readonly Fault[]> = {
    plain: [],
    'told to wait': [wait, wait],
    'a server error': [{ status: 500 }, { status: 503 }],
    'no answer': ['hang'],
    'a broken connection': ['reset'],
    'a lost answer': ['lose-answer', 'lose-answer'],
  }
  const results = await Promise.all(
    Object.entries(cases).map(async ([name, faults]) => [name, await run(name, faults)] as const),
  )
  for (const [name, result] of results) expect([name, result]).toMatchObject([name, whole])
  expect(results[0]![1].rows.every(({ sent }) => sent)).toBe(true)
  expect(await db.query(sql`select reason from quarantine`)).toEqual([])
}, 60_000)

test('the SDK obeys our own 429 and loses nothing', async () => {
  const result = await run('overload', [], true)
  expect(result).toMatchObject(whole)
  expect(result.proxy.statuses).toEqual(expect.arrayContaining([429, 200]))
}, 60_000)

test('a wrong write key is told to the SDK', async () => {
  const server = await collectorServer(db, { sources: [source] })
  const analytics = new Analytics({ writeKey: 'wrong', host: server.url, flushInterval: 10 })
  const told = new Promise((resolve) => {
    analytics.on('error', resolve)
  })
  analytics.track({ userId: 'nobody', event: 'x' })
  expect(await told).toMatchObject({ code: 'delivery_failure' })
  expect(await db.query(sql`select 1 from signal where payload ->> 'userId' = 'nobody'`)).toEqual(
    [],
  )
})
