import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { explainError } from '../cli/explain-error.ts'
import { createClient } from './client.ts'
import { sendOverHttp } from './send-over-http.ts'

/** A client of an app that does this to every request. */
async function clientOf(serve: RequestListener) {
  const server = createServer(serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return createClient(sendOverHttp, { base, token: 'x', close: async () => {} })
}

test.each([
  ['before it answers', (_: IncomingMessage, res: ServerResponse) => void res.destroy()],
  [
    'in the middle of its answer',
    (_: IncomingMessage, res: ServerResponse) => {
      res.writeHead(200, { 'content-type': 'application/json' }).write('{"rep')
      setTimeout(() => res.destroy(), 20)
    },
  ],
])('an app that goes away %s is said to be gone, not to be a bug', async (_, serve) => {
  const client = await clientOf(serve)
  const error = await client.call('listReports').catch((failure: unknown) => failure)
  expect(explainError(error)?.print).toMatch(/^the app at http:.* went away while it was asked/)
})

test('an app that works at something for longer than fetch would wait is waited for', async () => {
  await makeFetchImpatient()
  const asked: ServerResponse[] = []
  const client = await clientOf((_, res) => void asked.push(res))
  const answer = client.call('replay', { body: { exception: 3 } })
  await expect.poll(() => asked.length).toBe(1)
  const { localPort } = asked[0]!.req.socket
  await expect(fetch(`http://127.0.0.1:${localPort}`)).rejects.toMatchObject({
    cause: { code: 'UND_ERR_HEADERS_TIMEOUT' },
  })
  asked[0]!.writeHead(200, { 'content-type': 'application/json' }).end('{"looked":7}')
  expect(await answer).toEqual({ looked: 7 })
})

/** Has `fetch` give up after a moment instead of after five minutes, until the test ends. */
async function makeFetchImpatient(): Promise<void> {
  // Node brings its own undici and has no other way to it; it is there once `fetch` was used.
  await fetch('data:,')
  const all = globalThis as unknown as Record<symbol, { readonly constructor: unknown }>
  const name = Symbol.for('undici.globalDispatcher.1')
  const patient = all[name]!
  const Agent = patient.constructor as new (options: object) => typeof patient
  all[name] = new Agent({ headersTimeout: 50 })
  onTestFinished(() => void (all[name] = patient))
}
