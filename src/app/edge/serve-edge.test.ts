import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openMetrics } from '../../platform/metrics.ts'
import { serveEdge, type EdgeServerDeps } from './serve-edge.ts'

/** Opens an edge of these parts; `faults` is what it wrote into its log. */
async function serve(over: Partial<EdgeServerDeps>) {
  const faults: unknown[] = []
  const server = serveEdge({
    placements: { answer: broken, evaluate: broken },
    doors: [],
    metrics: openMetrics({ role: 'edge' }),
    log: { error: (fields: unknown) => void faults.push(fields) } as never,
    missing: () => [],
    ...over,
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { at: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, faults }
}

const broken = (): never => {
  throw new URIError('URI malformed')
}

test.each([
  ['one placement', '/edge/v1/placements/hero', 'GET'],
  ['an evaluation', '/ofrep/v1/evaluate/flags', 'POST'],
  ['a door', '/v1/batch', 'POST'],
])('a fault in %s is answered and logged, and the edge goes on', async (_, path, method) => {
  const { at, faults } = await serve({ doors: [({ url }) => url!.startsWith('/v1/') && broken()] })
  const answer = await fetch(`${at}${path}`, { method })
  expect(answer.status).toBe(500)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.text()).not.toContain('URI malformed')
  expect(faults).toEqual([{ err: expect.any(URIError) as URIError }])
  expect((await fetch(`${at}/healthz`)).status).toBe(200)
})

test('a fault in the middle of an answer breaks it off, so that nobody takes it for whole', async () => {
  const { at, faults } = await serve({
    doors: [(req, res) => req.url === '/half' && (res.writeHead(200).write('{'), broken())],
  })
  await expect(fetch(`${at}/half`).then((answer) => answer.text())).rejects.toThrow(TypeError)
  expect(faults).toHaveLength(1)
  expect((await fetch(`${at}/healthz`)).status).toBe(200)
})
