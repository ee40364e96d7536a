import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../../test/harness/until.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { definePlacement } from '../../personalization/define.ts'
import { publishTable, rank } from '../../personalization/index.ts'
import { systemClock } from '../../platform/clock.ts'
import { openDatabase, sql, type Database } from '../../platform/database/index.ts'
import { openLog } from '../../platform/log.ts'
import { openMetrics } from '../../platform/metrics.ts'
import { createKey, keyChecker, revokeKey } from '../../platform/secrets/index.ts'
import { openEdge, type Edge, type EdgeOptions } from './open-edge.ts'
import { takeExposures } from './take-exposures.ts'

const db = await testDatabase()
const clock = systemClock
const log = openLog({ name: 'test', level: 'silent' })
const nowhere = openDatabase({ url: 'postgres://x:x@127.0.0.1:1/x', name: 'nowhere' })

const hero = definePlacement({
  name: 'hero',
  fallback: 'calm',
  variants: [
    { name: 'calm', content: { title: 'Grüß Gott' } },
    { name: 'bold', content: { title: 'Hi!' } },
  ],
  restrictions: [{ regions: ['DE'], variants: ['bold'], because: 'a test' }],
})
const heroTable = rank([hero], [{ name: 'hero-2026', placement: 'hero' }])

let folder: string
let edges: Edge[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linchpin-edge-'))
})
afterEach(async () => {
  await Promise.all(edges.map((edge) => edge.close()))
  edges = []
  rmSync(folder, { recursive: true, force: true })
})

async function open(over: { db?: Database } & Partial<EdgeOptions> = {}) {
  const { db: chosen = db, ...options } = over
  const metrics = openMetrics({ role: 'edge' })
  const keys = keyChecker({ db: chosen })
  const deps = { db: chosen, clock, routes: [], log, metrics }
  const doors = [takeExposures({ ...deps, keys })]
  const settings = { folder, port: 0, host: '127.0.0.1', ...options }
  const edge = await openEdge({ ...deps, doors }, settings).catch(async (error: unknown) => {
    await keys.close()
    throw error
  })
  edges.push({ port: edge.port, close: async () => (await keys.close(), edge.close()) })
  const at = `http://127.0.0.1:${edge.port}`
  return {
    at,
    metrics,
    get: (path: string, init: RequestInit = {}) => fetch(`${at}${path}`, init),
    ready: () => until(async () => (await fetch(`${at}/readyz`)).ok),
  }
}
const exposed = (unit: string) =>
  db.query<{ payload: Record<string, unknown> }>(
    sql`select payload from signal where contract = 'linchpin.exposures' and payload ->> 'unit' = ${unit}`,
  )
const landed = async (unit: string) => {
  await until(async () => (await exposed(unit)).length > 0)
  return exposed(unit)
}

describe('the edge', () => {
  test('answers a placement and lands what it showed as a signal', async () => {
    await publishTable({ db, clock }, heroTable)
    const { get, ready, metrics } = await open()
    await ready()
    const answer = await get('/edge/v1/placements/hero?unit=anonymous:one&region=FR')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    const shown = (await answer.json()) as Record<string, unknown>
    expect(shown).toMatchObject({ placement: 'hero', experiment: 'hero-2026', propensity: 0.5 })
    const signals = await landed('anonymous:one')
    const { content: _, ...kept } = shown
    expect(signals).toHaveLength(1)
    expect(signals[0]!.payload).toMatchObject({ ...kept, region: 'FR', unit: 'anonymous:one' })

    await get('/edge/v1/placements/hero')
    expect(await metrics.text()).toMatch(
      /linchpin_placement_fallbacks_total\{placement="hero",reason="no-unit",role="edge"\} 1/,
    )
  })

  test('takes over a new table as soon as it is published', async () => {
    await publishTable({ db, clock }, heroTable)
    const { get, ready } = await open()
    await ready()
    const footer = { ...heroTable.placements[0]!, name: 'footer' }
    await publishTable({ db, clock }, { ...heroTable, placements: [footer] })
    await until(async () => (await get('/edge/v1/placements/footer?unit=user:1')).ok)
    expect((await get('/edge/v1/placements/hero?unit=user:1')).status).toBe(404)
  })

  test('starts and serves without a database, from the table that it kept', async () => {
    await publishTable({ db, clock }, heroTable)
    const first = await open()
    await first.ready()
    const file = join(folder, 'variant-table.json')
    await until(() => readFile(file).catch(() => undefined))
    await edges.pop()!.close()

    const without = await open({ db: nowhere })
    const answer = await without.get('/edge/v1/placements/hero?unit=anonymous:cut-off')
    expect(answer.status).toBe(200)
    expect(await exposed('anonymous:cut-off')).toEqual([])
    await edges.pop()!.close()

    // What it showed meanwhile arrives when the database is back.
    await open()
    expect(await landed('anonymous:cut-off')).toHaveLength(1)
  })

  test('says that it is not ready until it has a table', async () => {
    writeFileSync(join(folder, 'variant-table.json'), 'broken')
    const { get } = await open({ db: nowhere })
    const ready = await get('/readyz')
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({ missing: ['a variant table'] })
    expect((await get('/healthz')).status).toBe(200)
    expect((await get('/edge/v1/placements/hero?unit=user:1')).status).toBe(503)
    expect((await get('/')).headers.get('content-type')).toBe('application/problem+json')
    expect(await (await get('/metrics')).text()).toContain('linchpin_exposure_spool_bytes')
  })

  test('holds apart the line that a crash cut off', async () => {
    await mkdir(join(folder, 'exposures'), { recursive: true })
    writeFileSync(join(folder, 'exposures', '1-1.jsonl'), '{"id":"cut')
    await open()
    const held = () =>
      db.query(sql`select 1 from quarantine where raw = ${Buffer.from('{"id":"cut')}`)
    await until(async () => (await held()).length === 1)
  })

  test('goes on answering when exposures cannot be logged, and puts it on the desk', async () => {
    await publishTable({ db, clock }, heroTable)
    const { get, ready } = await open({ maxSpoolBytes: 10 })
    await ready()
    expect((await get('/edge/v1/placements/hero?unit=anonymous:full')).status).toBe(200)
    const raised = () => db.query(sql`select occurrences from exception where mode = 'over-budget'`)
    await until(async () => (await raised()).length === 1)
    expect(await exposed('anonymous:full')).toEqual([])
  })

  test('does not start where it cannot write', async () => {
    writeFileSync(join(folder, 'exposures'), 'in the way')
    await expect(open()).rejects.toMatchObject({ code: 'EEXIST' })
  })

  test('leaves a folder alone whose edge is running', async () => {
    const first = await open()
    const port = Number(new URL(first.at).port)
    await expect(open({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

describe('exposures from edges elsewhere', () => {
  const record = (id: string, unit: string) =>
    JSON.stringify({
      id,
      at: new Date().toISOString(),
      unit,
      placement: 'hero',
      variant: 'calm',
      propensity: 0.5,
      table: 1,
    })

  test('are taken with a write key that is in force, once each', async () => {
    const { get } = await open()
    const { id, key } = await createKey({ db }, { kind: 'write', name: 'worker', scope: 'edge' })
    const send = (body: string, as = key) =>
      get('/edge/v1/exposures', {
        method: 'POST',
        body,
        headers: { authorization: `Basic ${btoa(`${as}:`)}` },
      })
    expect((await send(record('w-1', 'user:w'))).status).toBe(200)
    expect((await send(record('w-1', 'user:w'))).status).toBe(200)
    expect(await exposed('user:w')).toHaveLength(1)
    expect((await send(record('w-2', 'user:w'), 'wrong')).status).toBe(401)
    const page = await createKey({ db }, { kind: 'write', name: 'page' })
    expect((await send(record('w-2', 'user:w'), page.key)).status).toBe(401)
    expect((await send('x'.repeat(1_100_000))).status).toBe(413)
    expect((await get('/edge/v1/exposures')).status).toBe(405)
    await revokeKey({ db }, id)
    expect((await send(record('w-1', 'user:w'))).status).toBe(401)
    expect(await exposed('user:w')).toHaveLength(1)
  })
})
