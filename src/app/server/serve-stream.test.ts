import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { testContext } from '../../../test/harness/test-context.ts'
import { browserHeaders, personOf } from '../../../test/harness/visitor.ts'
import { changeRole, commandLine } from '../../accounts/index.ts'
import { raise } from '../../exceptions/index.ts'
import { sql } from '../../platform/database/index.ts'
import { openMetrics } from '../../platform/metrics.ts'
import { createKey, keyChecker } from '../../platform/secrets/index.ts'
import { watchChanges, type Changes } from '../changes/watch-changes.ts'
import type { AppContext } from '../context.ts'
import { handlersOf } from '../handlers/handlers.ts'
import type { Caller } from './handlers.ts'
import { serveStream } from './serve-stream.ts'
import { createServer } from './server.ts'

let context: AppContext
let changes: Changes
let url: string
let key: string
let app: ReturnType<typeof createServer>

beforeAll(async () => {
  context = await testContext()
  const keys = keyChecker({ ...context })
  changes = await watchChanges({ ...context, factsPosition: () => context.facts.position() })
  app = createServer({
    ...context,
    keys,
    localToken: 'none',
    version: '0.0.0',
    handlers: handlersOf(context),
    metrics: openMetrics({ role: 'app' }),
    missing: async () => [],
    changes,
  })
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  key = (await createKey(context, { kind: 'api', name: 'a screen', scope: 'read' })).key
  return async () => {
    await changes.close()
    await keys.close()
    server.close()
  }
})

interface Heard {
  readonly event: string
  readonly data: string
}

/** Opens a screen's stream; `next` gives the next event of a name. */
async function listen() {
  const leave = new AbortController()
  const response = await fetch(`${url}/api/stream`, {
    headers: { authorization: `Bearer ${key}` },
    signal: leave.signal,
  })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  onTestFinished(() => leave.abort())
  const events = eventsOf(response.body!)
  const next = async (event: string): Promise<string> => {
    for (;;) {
      const { value, done } = await events.next()
      if (done) throw new Error(`the stream ended before ${event}`)
      if (value.event === event) return value.data
    }
  }
  return { next, events }
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Heard, void> {
  let text = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n')
      text = text.slice(end + 2)
      const field = (name: string) =>
        lines
          .filter((line) => line.startsWith(`${name}: `))
          .map((line) => line.slice(name.length + 2))
          .join('\n')
      yield { event: field('event'), data: field('data') }
    }
  }
}

/** Raises one exception after another until the work is done: a look that came between tells of it. */
async function whileRaising<T>(work: Promise<T>): Promise<T> {
  let count = 0
  const timer = setInterval(() => {
    count += 1
    void raise(context, {
      mode: 'stale',
      owner: 'integrations',
      title: `the CRM is silent, ${count}`,
      detail: {},
    })
  }, 200)
  return work.finally(() => clearInterval(timer))
}

describe('the stream of changes', () => {
  test('is for those who may read', async () => {
    const refused = await fetch(`${url}/api/stream`)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
  })

  test('greets, and tells every open screen what changed', async () => {
    const screens = await Promise.all([listen(), listen()])
    await Promise.all(screens.map((each) => each.next('hello')))
    const told = await whileRaising(Promise.all(screens.map((each) => each.next('topics'))))
    expect(told.map((each) => JSON.parse(each))).toEqual([['desk'], ['desk']])
  })

  test('that its listener has left is not ended once more when the answer comes that it must', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const asked = Promise.withResolvers<boolean>()
    const mayStay = vi.fn(() => asked.promise)
    const subscribed = { subscribe: () => () => {} } as unknown as Changes
    const caller = {
      name: 'a screen',
      standing: 'key that reads',
      cookies: [] as string[],
    } as Caller
    const { body } = serveStream({ changes: subscribed, mayStay }, caller)
    const reader = body!.getReader()
    await reader.read()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(mayStay).toHaveBeenCalled()
    await reader.cancel()
    // What this does wrong nobody awaits: it would end the process.
    asked.resolve(false)
    await vi.advanceTimersByTimeAsync(1)
  })

  test('is not begun for who asks for its head alone', async () => {
    const subscribe = vi.spyOn(changes, 'subscribe')
    onTestFinished(() => subscribe.mockRestore())
    const authorization = `Bearer ${key}`
    const head = await app.request('/api/stream', { method: 'HEAD', headers: { authorization } })
    expect(head.status).toBe(200)
    expect(head.headers.get('content-type')).toBe('text/event-stream')
    expect(subscribe).not.toHaveBeenCalled()
  })

  test('greets anew who may do less than before, and not who may do more', async () => {
    const send = (path: string, init: RequestInit) => app.request(path, init)
    const them = await personOf(send, { token: 'none', role: 'viewer' }, 'Vera')
    const greeting = async () => {
      const headers = browserHeaders(them.cookie())
      const { body } = await app.request('/api/stream', { headers })
      const events = eventsOf(body!)
      const { value } = await events.next()
      await events.return()
      return (value as Heard).data
    }
    const atFirst = await greeting()
    await changeRole(context.accounts, commandLine, them.id, 'operator')
    expect(await greeting()).toBe(atFirst)
    await changeRole(context.accounts, commandLine, them.id, 'viewer')
    expect(await greeting()).not.toBe(atFirst)
  })

  test('prolongs a session only where the browser is told of it', async () => {
    const { db, accounts } = context
    const send = (path: string, init: RequestInit) => app.request(path, init)
    const them = await personOf(send, { token: 'none', role: 'viewer' })
    const expiry = async () => {
      const [row] = await db.query<{ at: Date }>(
        sql`select expires_at as at from account_session where person = ${them.id}`,
      )
      return row!.at.getTime()
    }
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const passMinutes = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000)
    const getSession = vi.spyOn((await accounts.auth()).api, 'getSession')
    onTestFinished(() => getSession.mockRestore())
    const begun = await expiry()

    passMinutes(20)
    const { headers, body } = await app.request('/api/stream', {
      headers: browserHeaders(them.cookie()),
    })
    onTestFinished(() => body?.cancel())
    expect(headers.getSetCookie()).toHaveLength(1)
    const prolonged = await expiry()
    expect(prolonged).toBeGreaterThan(begun)

    passMinutes(20)
    vi.advanceTimersByTime(10_000)
    await vi.waitFor(() => expect(getSession).toHaveBeenCalledTimes(2))
    await getSession.mock.results[1]?.value
    expect(await expiry()).toBe(prolonged)
  })

  test('ends what hangs on it when the app closes', async () => {
    const { next, events } = await listen()
    await next('hello')
    await changes.close()
    let last: Heard | undefined
    for await (const each of events) last = each
    expect(last?.event).not.toBe('reset')
  })
})
