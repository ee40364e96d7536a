import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testContext } from '../../test/harness/test-context.ts'
import { until } from '../../test/harness/until.ts'
import { definePlacement } from '../personalization/define.ts'
import { publishedTable, publishTable, rank } from '../personalization/index.ts'
import { openDatabase, sql, type Database } from '../platform/database/index.ts'
import { openMetrics } from '../platform/metrics.ts'
import { openEdge } from './edge/open-edge.ts'
import { edgeUrlOf } from './edge-url-of.ts'
import { probePlacement } from './probe-placement.ts'

const hero = definePlacement({
  name: 'hero',
  fallback: 'calm',
  variants: [
    { name: 'calm', content: { title: 'Hello' } },
    { name: 'bold', content: { title: 'Hi' }, weight: 3 },
  ],
  restrictions: [{ regions: ['DE'], variants: ['bold'], because: 'the claim needs a source' }],
})
const context = await testContext({ placements: [hero] })
const { db, clock, log } = context
await publishTable({ db, clock }, rank([hero], []))

async function edge(its: Database = db, kept?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'linchpin-edge-'))
  if (kept) writeFileSync(join(folder, 'variant-table.json'), kept)
  const open = await openEdge(
    { db: its, clock, log, routes: [], metrics: openMetrics({ role: 'edge' }), doors: [] },
    { folder, port: 0, host: '127.0.0.1' },
  )
  let closed: Promise<void> | undefined
  const close = () => (closed ??= open.close())
  onTestFinished(async () => {
    await close()
    rmSync(folder, { recursive: true, force: true })
  })
  const edgeUrl = `http://127.0.0.1:${open.port}`
  await until(async () => (await fetch(`${edgeUrl}/readyz`)).ok)
  return { edgeUrl, close }
}

test('the running edge decides, shows nothing by it, and the app adds the reasons', async () => {
  const { edgeUrl } = await edge()
  const probe = await probePlacement({ db, edgeUrl }, 'hero', { unit: 'user:1', region: 'DE' })
  expect(probe).toMatchObject({
    edge: {
      url: edgeUrl,
      trouble: null,
      explanation: {
        choice: { variant: 'calm', propensity: 1, table: 1 },
        region: 'DE',
        restricted: hero.restrictions,
      },
    },
    agree: true,
  })
  expect(probe.app?.choice).toEqual(probe.edge.explanation?.choice)
  const exposures = await db.query(sql`select 1 from signal`)
  expect(exposures).toEqual([])
})

test('an edge that cannot hear of a publication is found out', async () => {
  const table = JSON.stringify(await publishedTable(db))
  const cutOff = openDatabase({ url: 'postgres://x:x@127.0.0.1:1/x', name: 'nowhere' })
  const { edgeUrl } = await edge(cutOff, table)
  await publishTable({ db, clock }, rank([{ ...hero, coverage: 0.5 }], []))
  const asker = { unit: 'user:1', region: 'DE' }
  const probe = await probePlacement({ db, edgeUrl }, 'hero', asker)
  expect(probe.edge.explanation).toMatchObject({ choice: { table: 1 } })
  // Its reasons are those of the table that it serves.
  expect(probe.edge.explanation?.restricted).toEqual(hero.restrictions)
  expect(probe.app?.choice.table).toBe(2)
  expect(probe.agree).toBe(false)
})

test('an edge that is gone is said to be gone, beside what the app would show', async () => {
  const { edgeUrl, close } = await edge()
  await close()
  const probe = await probePlacement({ db, edgeUrl }, 'hero', { unit: 'user:1' })
  expect(probe.edge).toEqual({
    url: edgeUrl,
    explanation: null,
    tookMs: null,
    trouble: 'nothing listens there',
  })
  expect(probe.app?.choice).toMatchObject({ variant: 'calm' })
  expect(probe.agree).toBeNull()
  const unknown = await probePlacement({ db, edgeUrl: undefined }, 'hero', {})
  expect(unknown.edge).toMatchObject({ url: null, trouble: 'no edge is known to this process' })
})

test('an edge that hangs, fails or is something else does not hold anybody up', async () => {
  const answers: (() => { status: number; body: string } | undefined)[] = [
    () => undefined,
    () => ({ status: 503, body: '{"detail":"no table yet"}' }),
    () => ({ status: 200, body: '<html>' }),
    () => ({ status: 200, body: '{}' }),
    () => ({ status: 200, body: 'null' }),
    () => ({ status: 502, body: 'null' }),
    () => ({ status: 200, body: '{"choice":{"table":"latest"}}' }),
    () => ({ status: 200, body: '{"choice":{"table":1}}' }),
  ]
  let answer = answers[0]!
  const server = createServer((_, res) => {
    const given = answer()
    if (given) res.writeHead(given.status).end(given.body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const edgeUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const troubles = []
  for (answer of answers) {
    troubles.push((await probePlacement({ db, edgeUrl }, 'hero', {})).edge.trouble)
  }
  expect(troubles).toEqual([
    'it did not answer within 1.5 s',
    'it answered 503: no table yet',
    'it answered something that is no JSON',
    ...Array<string>(2).fill('it answered something else: is an older edge running there?'),
    'it answered 502: without a reason',
    ...Array<string>(2).fill('it answered something else: is an older edge running there?'),
  ])
})

test('the app takes a region as the edge does, however it is written', async () => {
  const { edgeUrl } = await edge()
  for (const region of ['de', 'UK', 'Germany']) {
    const probe = await probePlacement({ db, edgeUrl }, 'hero', { unit: 'user:1', region })
    expect(probe).toMatchObject({ agree: true, app: { choice: { variant: 'calm' } } })
  }
})

test('the edge is found where it listens', () => {
  expect(edgeUrlOf({})).toBe('http://127.0.0.1:4401')
  expect(edgeUrlOf({ LINCHPIN_HOST: '0.0.0.0', LINCHPIN_EDGE_PORT: '9' })).toBe(
    'http://127.0.0.1:9',
  )
  expect(edgeUrlOf({ LINCHPIN_HOST: '::1', LINCHPIN_EDGE_PORT: '9' })).toBe('http://[::1]:9')
  expect(edgeUrlOf({ LINCHPIN_EDGE_URL: 'https://edge.example.com/' })).toBe(
    'https://edge.example.com',
  )
  // Without its scheme, the host would be taken for one.
  expect(() => edgeUrlOf({ LINCHPIN_EDGE_URL: 'localhost:4401' })).toThrow(
    "LINCHPIN_EDGE_URL is 'localhost:4401'; write the edge's whole address: http://localhost:4401",
  )
})
