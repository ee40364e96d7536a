import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openEdge, type Edge } from '../src/app/edge/open-edge.ts'
import { serveContent } from '../src/app/edge/serve-content.ts'
import { takeExposures } from '../src/app/edge/take-exposures.ts'
import { definePlacement } from '../src/personalization/define.ts'
import { publishTable, rank } from '../src/personalization/index.ts'
import { createContentReader } from '../src/pipeline/execution/index.ts'
import { createCollector } from '../src/pipeline/ingestion/index.ts'
import { systemClock } from '../src/platform/clock.ts'
import { openLog } from '../src/platform/log.ts'
import { openMetrics } from '../src/platform/metrics.ts'
import { createKey, keyChecker } from '../src/platform/secrets/index.ts'
import { basic, eventSource } from './harness/collector-suite.ts'
import { hostileText, hostileValue } from './harness/hostile-values.ts'
import { testDatabase } from './harness/test-database.ts'
import { until } from './harness/until.ts'

const seed = Number(process.env['LINCHPIN_FUZZ_SEED'] ?? 4401)
const numRuns = Number(process.env['LINCHPIN_FUZZ_RUNS'] ?? 400)

const hero = definePlacement({
  name: 'hero',
  fallback: 'calm',
  variants: [
    { name: 'calm', content: { title: 'Calm' } },
    { name: 'bold', content: { title: 'Bold' } },
  ],
})
const db = await testDatabase()
const log = openLog({ name: 'test', level: 'silent' })
const faults: unknown[] = []
const note = (fields: unknown): void => void faults.push(fields)
let edge: Edge
let keys: readonly string[]

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-edge-fuzz-'))
  const deps = {
    db,
    clock: systemClock,
    routes: [],
    metrics: openMetrics({ role: 'edge' }),
    log: { ...log, error: note } as never,
    keys: keyChecker({ db }),
  }
  await publishTable(deps, rank([hero], []))
  const collector = createCollector({ ...deps, sources: [eventSource('site')] })
  const reader = createContentReader({ db, log })
  const doors = [
    (...call: Parameters<typeof collector.handle>) => collector.handle(...call) !== false,
    takeExposures(deps),
    serveContent(reader),
  ]
  edge = await openEdge({ ...deps, doors }, { folder, port: 0, host: '127.0.0.1' })
  const made = await Promise.all(
    [undefined, 'edge'].map((scope, n) =>
      createKey({ db }, { kind: 'write', name: `k${n}`, scope }),
    ),
  )
  keys = [...made.map(({ key }) => key), 'x', '']
  await until(async () => (await ask('GET', '/readyz')).status === 200)
  await until(async () => (await ask('GET', '/content/v1/blog')).status !== 503)
  return async () => {
    await edge.close()
    await reader.close()
    await collector.close()
    await deps.keys.close()
    await rm(folder, { recursive: true, force: true })
  }
})

interface Heard {
  readonly status: number
  readonly type: string
  readonly text: string
}

/** Asks as written: nothing puts the path or the headers in order. */
async function ask(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Heard> {
  const sent = request({ port: edge.port, host: '127.0.0.1', agent: false, method, path, headers })
  sent.setHeader('content-length', Buffer.byteLength(body))
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return { status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', text }
}

const doorsOf = [
  '/v1/batch',
  '/v1/track',
  '/v1/p',
  '/v1/projects/x/settings',
  '/v1/',
  '/beacon/v1/batch',
  '/sourceConfig',
  '/edge/v1/placements/hero',
  '/edge/v1/placements/',
  '/edge/v1/exposures',
  '/edge/v1/',
  '/ofrep/v1/evaluate/flags',
  '/ofrep/v1/evaluate/flags/hero',
  '/ofrep/v1/evaluate/flags/',
  '/content/v1/blog',
  '/content/v1/blog/hello',
  '/content/v1/',
  '/',
]
const said = ['unit', 'region', 'why', 'after', 'topic', 'limit', 'writeKey']
const encoded = hostileText().map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 4_000))
/** What a header can carry. */
const plain = hostileText().map((text) => text.replace(/[^\x20-\x7e]/g, '').slice(0, 2_000))

const event = fc.record(
  {
    type: hostileValue(),
    messageId: hostileValue(),
    userId: hostileValue(),
    timestamp: hostileValue(),
    properties: hostileValue(),
    context: hostileValue(),
  },
  { requiredKeys: [] },
)
const asker = fc.record(
  {
    targetingKey: fc.oneof(
      hostileText().map((text) => `user:${text}`),
      hostileValue(),
    ),
    region: fc.oneof(fc.constantFrom('DE', 'US-CA'), hostileValue()),
  },
  { requiredKeys: [] },
)
const body = fc.oneof(
  asker.map((context) => JSON.stringify({ context })),
  event.map((each) => JSON.stringify(each)),
  fc.array(event, { maxLength: 3 }).map((batch) => JSON.stringify({ batch })),
  hostileValue().map((value) => JSON.stringify(value)),
  fc
    .array(hostileValue(), { maxLength: 3 })
    .map((lines) => lines.map((x) => JSON.stringify(x)).join('\n')),
  hostileText(),
)
const anything = fc.record({
  method: fc.constantFrom('GET', 'POST', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'),
  door: fc.constantFrom(...doorsOf),
  more: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: encoded }),
  query: fc.array(fc.tuple(fc.constantFrom(...said), encoded), { maxLength: 3 }),
  headers: fc.dictionary(
    fc.constantFrom('content-encoding', 'content-type', 'origin', 'if-none-match', 'accept'),
    plain,
    { maxKeys: 2 },
  ),
  key: fc.constantFrom(0, 0, 1, 1, 2, 3),
  body,
})

describe('the doors of the edge', () => {
  test('refuse whatever does not fit in words, and stay open', async () => {
    const statuses = new Set<number>()
    const property = fc.asyncProperty(anything, async ({ method, door, more, query, ...sent }) => {
      const path = `${door}${more}?${query.map((pair) => pair.join('=')).join('&')}`
      const headers = { ...sent.headers, authorization: basic(keys[sent.key]!) }
      const { status, type, text } = await ask(method, path, headers, sent.body)
      statuses.add(status)
      expect(status, text).toBeLessThan(500)
      expect(text).not.toMatch(/\bat .+\.[tj]s:\d+|node_modules|relation "|TypeError|Cannot read/)
      if (status < 400 || method === 'HEAD') return
      // OpenFeature's protocol has refusals of its own.
      if (door.startsWith('/ofrep/') && type === 'application/json') {
        expect(JSON.parse(text)).toHaveProperty('errorDetails')
        return
      }
      expect(type, text).toContain('application/problem+json')
      expect(JSON.parse(text)).toMatchObject({
        status,
        title: expect.stringMatching(/./) as string,
      })
      expect(text.length).toBeLessThan(5_000)
    })
    await fc.assert(property, { seed, numRuns })
    expect(faults).toEqual([])
    expect((await ask('GET', '/edge/v1/placements/hero?unit=u1')).status).toBe(200)
    expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 404, 405]))
  }, 30_000)
})
