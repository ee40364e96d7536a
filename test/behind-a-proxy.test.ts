import { once } from 'node:events'
import { createServer as createHttpServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { beforeAll, expect, test } from 'vitest'
import { openAccounts } from '../src/accounts/index.ts'
import { handlersOf } from '../src/app/handlers/handlers.ts'
import { createServer } from '../src/app/server/server.ts'
import { trustedProxies } from '../src/app/server/trusted-proxies.ts'
import { openMetrics } from '../src/platform/metrics.ts'
import { keyChecker } from '../src/platform/secrets/index.ts'
import { testContext } from './harness/test-context.ts'
import { passwordFor, personOf, visitor } from './harness/visitor.ts'

const origin = 'https://marketing.example'
const localToken = 'token-of-the-command-line'
let proxy: string

beforeAll(async () => {
  const context = await testContext()
  const accounts = openAccounts({ ...context, url: origin })
  const keys = keyChecker({ db: context.db })
  const app = createServer({
    ...context,
    accounts,
    keys,
    localToken,
    version: '0.0.0',
    handlers: handlersOf({ ...context, accounts }),
    metrics: openMetrics({ role: 'app' }),
    missing: async () => [],
    ownOrigin: origin,
    cameFrom: trustedProxies('127.0.0.1'),
  })
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server
  await once(server, 'listening')
  const before = passOn(addressOf(server))
  await once(before.listen(0, '127.0.0.1'), 'listening')
  proxy = addressOf(before)
  return async () => {
    before.close()
    server.close()
    await accounts.close()
    await keys.close()
  }
})

const addressOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** What nginx does by `proxy_pass` and `$proxy_add_x_forwarded_for`: the app sees itself as the host. */
const passOn = (to: string): Server =>
  createHttpServer((asked, answer) => {
    const said = asked.headers['x-forwarded-for']
    // Who connects is from elsewhere; here all are on this machine, and one says who it is.
    const whom = asked.headers['x-test-from'] ?? '192.0.2.1'
    const forwarded = [said, whom].filter(Boolean).join(', ')
    const headers = { ...asked.headers, host: new URL(to).host, 'x-forwarded-for': forwarded }
    const { method = 'GET', url = '/' } = asked
    asked.pipe(
      request(to + url, { method, headers, path: url }, (given) => {
        answer.writeHead(given.statusCode!, given.headers)
        given.pipe(answer)
      }),
    )
  })

const send = (path: string, init: RequestInit) => fetch(proxy + path, init)

test('people sign in by the address that they were told, and other sites still cannot', async () => {
  const them = await personOf(send, { token: localToken, role: 'operator', origin }, 'Proxied')
  expect((await them.ask('showMe')).status).toBe(200)
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }
  expect((await them.ask('startRebuild', {}, foreign)).status).toBe(403)
})

test('whose cookie is guarded is signed out with one that a browser takes', async () => {
  const them = await personOf(send, { token: localToken, role: 'viewer', origin }, 'Leaving')
  expect(them.cookie()).toMatch(/^__Secure-/)
  const [line = ''] = (await them.ask('signOut')).headers.getSetCookie()
  expect(line).toMatch(/^__Secure-/)
  expect(line).toMatch(/Max-Age=0/)
  expect(line).toMatch(/; Secure/)
})

test('one who guesses locks out nobody who comes from elsewhere by the same proxy', async () => {
  const { email } = await personOf(send, { token: localToken, role: 'viewer', origin }, 'Elsewhere')
  const guesser = visitor(send, origin)
  // Nor does it help them to say that they are somebody else.
  const from = (n: number) => ({ 'x-test-from': '192.0.2.66', 'x-forwarded-for': `10.0.0.${n}` })
  const guess = { body: { token: 'not one that was ever made' } }
  const guesses = await Promise.all(
    Array.from({ length: 61 }, (_, n) => guesser.ask('readLink', guess, from(n))),
  )
  expect(guesses.filter(({ status }) => status === 404)).toHaveLength(60)
  expect((await guesser.ask('readLink', guess, from(99))).status).toBe(429)
  const other = { 'x-test-from': '192.0.2.7' }
  expect((await visitor(send, origin).ask('readLink', guess, other)).status).toBe(404)

  const right = { body: { email, password: passwordFor('viewer') } }
  const signedIn = visitor(send, origin)
  expect((await signedIn.ask('signIn', right, other)).status).toBe(200)
  const { sessions } = (await signedIn.ask('listSessions')).body
  expect(sessions.find(({ here }: { here: boolean }) => here)).toMatchObject({
    address: '192.0.2.7',
  })
})

test('one who guesses at an account locks its person out only where the guesses come from', async () => {
  const { email } = await personOf(send, { token: localToken, role: 'owner', origin }, 'Guessed at')
  const signIn = (password: string, whom: string) =>
    visitor(send, origin).ask('signIn', { body: { email, password } }, { 'x-test-from': whom })
  await Promise.all(Array.from({ length: 10 }, (_, n) => signIn('wrong', `203.0.113.${n}`)))
  expect((await signIn(passwordFor('owner'), '203.0.113.99')).status).toBe(429)
  expect((await signIn(passwordFor('owner'), '198.51.100.7')).status).toBe(200)
})
