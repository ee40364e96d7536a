import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../../test/harness/until.ts'
import { answerFrom } from './answer.ts'
import { ofrepFrom, ofrepPath } from './ofrep.ts'
import type { VariantTable } from './variant-table.ts'

const table: VariantTable = {
  format: 1,
  version: 3,
  placements: [
    {
      name: 'hero',
      seed: 'hero-2026',
      experiment: 'hero-2026',
      coverage: 0.9,
      variants: [
        { name: 'calm', weight: 1, content: { title: 'Grüß Gott' } },
        { name: 'bold', weight: 2, content: { title: 'Hi!' } },
        { name: 'loud', weight: 1, content: { title: 'HI' } },
      ],
      fallback: 'calm',
      restrictions: [{ regions: ['DE', 'US-CA'], variants: ['bold'], because: 'a test' }],
    },
  ],
}

/** Stands where Linchpin's own edge stands: it hands out the table and takes exposures. */
const taken: { authorization: string | undefined; record: Record<string, unknown> }[] = []
const linchpin = createServer((req, res) => {
  void (async () => {
    const body = await textOf(req)
    const { authorization } = req.headers
    if (req.url === '/api/variant-table' && authorization === 'Bearer lp_api_test') {
      res.end(JSON.stringify({ table, publications: [] }))
    } else if (req.url === '/edge/v1/exposures') {
      taken.push({ authorization, record: JSON.parse(body) as Record<string, unknown> })
      res.end('{}')
    } else res.writeHead(401).end()
  })()
})
const textOf = async (req: IncomingMessage) => {
  let text = ''
  for await (const chunk of req as AsyncIterable<Buffer>) text += chunk.toString()
  return text
}

let script: string
let workers: Miniflare[] = []
let at: string
beforeAll(async () => {
  linchpin.listen(0, '127.0.0.1')
  await once(linchpin, 'listening')
  at = `http://127.0.0.1:${(linchpin.address() as AddressInfo).port}`
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    minify: true,
  })
  script = bundle.outputFiles[0]!.text
})
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.dispose()))
  linchpin.closeAllConnections()
  linchpin.close()
})

function start(bindings: Record<string, string>, kv?: string): Miniflare {
  const worker = new Miniflare({
    modules: true,
    script,
    compatibilityDate: '2026-07-01',
    bindings,
    // Nothing is fetched from outside for the tests.
    cf: false,
    ...(kv ? { kvNamespaces: [kv] } : {}),
  })
  workers.push(worker)
  return worker
}
const settings = () => ({
  LINCHPIN_TABLE_URL: `${at}/api/variant-table`,
  LINCHPIN_TABLE_KEY: 'lp_api_test',
  LINCHPIN_COLLECTOR_URL: at,
  LINCHPIN_WRITE_KEY: 'lp_write_test',
})

const requests = [
  ...Array.from({ length: 60 }, (_, n) => ({
    path: `hero?unit=anonymous:${n}&region=${['FR', 'DE', 'US', ''][n % 4]}`,
  })),
  { path: 'hero?unit=user:1', headers: { 'x-vercel-ip-country': 'AT' } },
  { path: 'hero' },
  { path: 'hero', headers: { 'if-none-match': '"3"' } },
  { path: 'hero?unit=%00' },
  { path: 'h%20ero?unit=user:1' },
  { path: 'hero', method: 'HEAD' },
  { path: 'hero', method: 'POST' },
  { path: 'hero', method: 'OPTIONS' },
]

describe('the worker, bundled and under workerd', () => {
  test('is small: 10 kB for placements, 3 kB for OFREP', () => {
    expect(script.length).toBeLessThan(13_000)
  })

  test('answers as Node does: status, headers and body', async () => {
    const worker = start(settings())
    const answer = answerFrom(table)
    for (const { path, method = 'GET', headers = {} } of requests as {
      path: string
      method?: string
      headers?: Record<string, string>
    }[]) {
      const url = `/edge/v1/placements/${path}`
      const theirs = await worker.dispatchFetch(`http://edge.test${url}`, { method, headers })
      const ours = answer({ method, url, headers })
      expect(theirs.status, path).toBe(ours.status)
      expect(await theirs.text(), path).toBe(ours.body)
      for (let n = 0; n < ours.headers.length; n += 2) {
        // The runtime counts the bytes by itself.
        if (ours.headers[n] === 'content-length') continue
        expect(theirs.headers.get(ours.headers[n]!), `${path} ${ours.headers[n]}`).toBe(
          ours.headers[n + 1],
        )
      }
    }
    const shown = requests.filter(
      ({ path, ...more }) => path.startsWith('hero') && !('method' in more),
    )
    await until(() => taken.length === shown.length)
    expect(taken[0]).toMatchObject({
      authorization: `Basic ${btoa('lp_write_test:')}`,
      record: { id: expect.any(String), unit: 'anonymous:0', region: 'FR', table: 3 },
    })
    expect(new Set(taken.map(({ record }) => record['id'])).size).toBe(taken.length)
  })

  test('speaks OFREP as Node does', async () => {
    const worker = start(settings())
    const evaluate = ofrepFrom(table)
    const context = (unit: string) => JSON.stringify({ context: { targetingKey: unit } })
    for (const { key, body } of [
      { key: '/hero', body: context('user:ofrep') },
      { key: '', body: context('user:ofrep') },
      { key: '/hero', body: '{' },
      { key: '/nosuch', body: context('user:ofrep') },
    ]) {
      const url = `${ofrepPath}${key}`
      const theirs = await worker.dispatchFetch(`http://edge.test${url}`, { method: 'POST', body })
      const ours = evaluate({ method: 'POST', url, headers: {}, body })
      expect(theirs.status).toBe(ours.status)
      expect(await theirs.text()).toBe(ours.body)
    }
    const ofOurs = () => taken.filter(({ record }) => record['unit'] === 'user:ofrep')
    await until(() => ofOurs().length === 1)
  })

  test('reads its table from a key-value store, and says so while there is none', async () => {
    const { LINCHPIN_TABLE_URL: _, ...rest } = settings()
    const worker = start(rest, 'LINCHPIN_TABLES')
    const ask = () => worker.dispatchFetch('http://edge.test/edge/v1/placements/hero?unit=user:1')
    expect((await ask()).status).toBe(503)
    const kv = (await worker.getKVNamespace('LINCHPIN_TABLES')) as unknown as {
      put(key: string, value: string): Promise<void>
    }
    await kv.put('variant-table', JSON.stringify(table))
    await until(async () => (await ask()).status === 200)
  })

  test('serves nothing else', async () => {
    const worker = start(settings())
    expect((await worker.dispatchFetch('http://edge.test/')).status).toBe(404)
  })
})
