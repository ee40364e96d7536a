import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OFREPProvider } from '@openfeature/ofrep-provider'
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { OpenFeature, type EvaluationContext } from '@openfeature/server-sdk'
import { OpenFeature as WebOpenFeature, type Provider } from '@openfeature/web-sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { until } from '../../../test/harness/until.ts'
import { definePlacement } from '../../personalization/define.ts'
import { publishTable, rank } from '../../personalization/index.ts'
import { systemClock } from '../../platform/clock.ts'
import { sql } from '../../platform/database/index.ts'
import { openLog } from '../../platform/log.ts'
import { openMetrics } from '../../platform/metrics.ts'
import { openEdge, type Edge } from './open-edge.ts'

const db = await testDatabase()
const clock = systemClock
const hero = definePlacement({
  name: 'hero',
  fallback: 'calm',
  variants: [
    { name: 'calm', content: { title: 'Grüß Gott' } },
    { name: 'bold', content: { title: 'Hi!' } },
  ],
  restrictions: [{ regions: ['DE'], variants: ['bold'], because: 'a test' }],
})

let edge: Edge
let baseUrl: string
const folder = mkdtempSync(join(tmpdir(), 'linchpin-edge-'))
beforeAll(async () => {
  await publishTable({ db, clock }, rank([hero], [{ name: 'hero-2026', placement: 'hero' }]))
  const log = openLog({ name: 'test', level: 'silent' })
  const metrics = openMetrics({ role: 'edge' })
  edge = await openEdge(
    { db, clock, routes: [], log, metrics, doors: [] },
    { folder, port: 0, host: '127.0.0.1' },
  )
  baseUrl = `http://127.0.0.1:${edge.port}`
  await until(async () => (await fetch(`${baseUrl}/readyz`)).ok)
})
afterAll(async () => {
  await OpenFeature.close()
  await WebOpenFeature.close()
  await edge.close()
  rmSync(folder, { recursive: true })
})

const exposed = (unit: string) =>
  db.query<{ payload: Record<string, unknown> }>(
    sql`select payload from signal where contract = 'linchpin.exposures' and payload ->> 'unit' = ${unit}`,
  )

describe('OpenFeature’s own SDK', () => {
  test('on a server gets a variant with its propensity, which lands as an exposure', async () => {
    await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl }))
    const client = OpenFeature.getClient()
    const given = await client.getObjectDetails(
      'hero',
      {},
      { targetingKey: 'user:1', region: 'FR' },
    )
    expect(given).toMatchObject({ reason: 'SPLIT', flagMetadata: { propensity: 0.5, table: 1 } })
    expect([{ title: 'Grüß Gott' }, { title: 'Hi!' }]).toContainEqual(given.value)
    await until(async () => (await exposed('user:1')).length > 0)
    const [{ payload } = { payload: {} }] = await exposed('user:1')
    expect(payload).toMatchObject({ variant: given.variant, region: 'FR', propensity: 0.5 })
  })

  test('on a server falls back to the code’s default, and says why', async () => {
    const client = OpenFeature.getClient()
    const ask = (flag: string, context: EvaluationContext) =>
      client.getObjectDetails(flag, { mine: 1 }, context)
    expect(await ask('nosuch', { targetingKey: 'user:1' })).toMatchObject({
      value: { mine: 1 },
      errorCode: 'FLAG_NOT_FOUND',
    })
    expect(await ask('hero', {})).toMatchObject({ errorCode: 'TARGETING_KEY_MISSING' })
    expect(await ask('hero', { targetingKey: '1' })).toMatchObject({ errorCode: 'INVALID_CONTEXT' })
  })

  test('on a page fetches all placements for its visitor, and follows a change of region', async () => {
    // Its hooks are declared as optional in another way than the interface declares them.
    const provider = new OFREPWebProvider({ baseUrl, cacheMode: 'disabled' }) as Provider
    await WebOpenFeature.setProviderAndWait(provider, { targetingKey: 'anonymous:2', region: 'FR' })
    const client = WebOpenFeature.getClient()
    const details = () => client.getObjectDetails('hero', {})
    expect(details()).toMatchObject({ reason: 'SPLIT', flagMetadata: { region: 'FR' } })
    await WebOpenFeature.setContext({ targetingKey: 'anonymous:2', region: 'DE' })
    expect(details()).toMatchObject({ variant: 'calm', reason: 'TARGETING_MATCH' })
    await WebOpenFeature.setContext({})
    expect(details()).toMatchObject({ value: {}, errorCode: 'TARGETING_KEY_MISSING' })
    expect(await exposed('anonymous:2')).toEqual([])
  })
})

test('a context that is too large is refused, and a sender that goes away leaves the edge alone', async () => {
  const url = `${baseUrl}/ofrep/v1/evaluate/flags/hero`
  const large = await fetch(url, { method: 'POST', body: 'x'.repeat(70_000) })
  expect(large.status).toBe(413)
  expect(await large.json()).toHaveProperty('errorDetails')
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"context"'))
    },
  })
  const signal = AbortSignal.timeout(200)
  const cut = fetch(url, { method: 'POST', body, duplex: 'half', signal })
  await expect(cut).rejects.toThrow(/timeout|abort/i)
  expect((await fetch(`${baseUrl}/readyz`)).ok).toBe(true)
})
