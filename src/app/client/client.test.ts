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

/** A client of an app that does this to every request. */
async function clientOf(serve: RequestListener) {
  const server = createServer(serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return createClient(fetch, { base, token: 'x', close: async () => {} })
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
