import { randomUUID } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { inTime } from '../../platform/in-time.ts'
import type { Log } from '../../platform/log.ts'
import { problem, problemResponse } from '../../platform/problem.ts'
import { api, type Endpoint } from '../api.ts'
import type { Changes } from '../changes/watch-changes.ts'
import { explainAbsence } from './explain-absence.ts'
import { authenticate, type AuthenticateDeps } from './authenticate.ts'
import type { Caller, Handlers } from './handlers.ts'
import { isRecorded, onRecord } from './on-record.ts'
import { onlyDeclared } from './only-declared.ts'
import { openapi } from './openapi.ts'
import { inputReader } from './read-input.ts'
import { Refusal } from './refusal.ts'
import { secureHeaders } from './secure-headers.ts'
import type { Admin } from './serve-admin.ts'
import { serveStream } from './serve-stream.ts'
import type { Origin } from './trusted-proxies.ts'

export interface ServerDeps extends AuthenticateDeps {
  readonly log: Log
  readonly version: string
  readonly handlers: Handlers
  /** What this process needs and has not got at this moment, each as a sentence. Empty: ready. */
  readonly missing: () => Promise<readonly string[]>
  readonly metrics: { text(): Promise<string>; readonly contentType: string }
  /** Who is believed about where a request comes from; absent where only the socket is. */
  readonly cameFrom?: Origin | undefined
  /** What open screens are told; absent where nobody keeps a screen open. */
  readonly changes?: Changes | undefined
  /** The admin's files; absent where only the API is served. */
  readonly admin?: Admin | undefined
}

/** Who calls is one small question; a database that takes longer over it hangs. */
const patienceMs = 3_000

/** The app's HTTP server: `/api` under keys, and what an operator's machinery asks for without one. */
export function createServer(deps: ServerDeps): Hono {
  const app = new Hono()
  app.onError((error) => answerError(deps.log, error))
  app.use(secureHeaders)
  app.notFound((c) =>
    problemResponse(problem(404, 'Not found', `there is no ${c.req.method} ${c.req.path}`)),
  )
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', () => answerReady(deps))
  app.get('/metrics', async () => {
    const { metrics } = deps
    return new Response(await metrics.text(), { headers: { 'content-type': metrics.contentType } })
  })
  const document = openapi(api, deps.version)
  app.get('/api/openapi.json', async (c) => {
    await admit(deps, c, anyReader)
    return c.json(document as object)
  })
  for (const [name, endpoint] of Object.entries(api)) bind(app, deps, name as keyof Api, endpoint)
  bindStream(app, deps)
  // Whoever has no key learns nothing about what is here, not even that it is not.
  app.all('/api/*', async (c) => {
    await admit(deps, c, anyReader)
    return c.notFound()
  })
  app.get('*', async (c) => (await deps.admin?.serve(c.req.raw)) ?? c.notFound())
  return app
}

function bindStream(app: Hono, deps: ServerDeps): void {
  const { changes } = deps
  if (!changes) return
  app.get('/api/stream', async (c) => {
    const caller = await admit(deps, c, anyReader)
    const mayStay = (): Promise<boolean> =>
      admit(deps, c, anyReader, { isAnswered: true }).then(
        () => true,
        (error: unknown) => !(error instanceof Refusal),
      )
    return serveStream({ changes, mayStay, isHead: c.req.method === 'HEAD' }, caller)
  })
}

const limitBody = (kilobytes: number): MiddlewareHandler =>
  bodyLimit({
    maxSize: kilobytes * 1024,
    onError: () => {
      throw new Refusal(problem(413, 'Too large', `the body may have ${kilobytes} KB`))
    },
  })
const limits = { strangers: limitBody(64), others: limitBody(1024) }

/** A body of bytes is not gathered in memory: who takes it says how much that may be. */
const passBody: MiddlewareHandler = (_, next) => next()

type Api = typeof api
type AnyHandler = (input: unknown, caller: Caller) => Promise<unknown>

function bind(app: Hono, deps: ServerDeps, name: keyof Api, endpoint: Endpoint): void {
  const read = inputReader(endpoint)
  const declared = onlyDeclared(endpoint.answer)
  // `Handlers` has tied each handler to its endpoint's types, and `read` has checked the input.
  const handle = deps.handlers[name] as AnyHandler
  const limit = limitOf(endpoint)
  app.on(endpoint.method, endpoint.path, async (c) => {
    const caller = await admit(deps, c, endpoint)
    // Nothing is read of a body before it is known who sends it.
    await limit(c, async () => {})
    const input = await read(c)
    const act = () => handle(input, caller)
    const { actor } = caller
    const answer = isRecorded(endpoint)
      ? await onRecord(deps, { name, actor, subject: subjectOf(endpoint, c), input }, act)
      : await act()
    const isJson = endpoint.produces === 'application/json'
    const text = isJson ? JSON.stringify(declared(answer)) : String(answer)
    const headers = new Headers({ 'content-type': endpoint.produces, 'cache-control': 'no-store' })
    for (const cookie of caller.cookies) headers.append('set-cookie', cookie)
    return new Response(text, { status: endpoint.status, headers })
  })
}

function limitOf({ consumes, right }: Endpoint): MiddlewareHandler {
  if (consumes !== 'application/json') return passBody
  return right === 'anyone' ? limits.strangers : limits.others
}

const anyReader = { right: 'read', of: 'workspace' } as const

async function admit(
  deps: ServerDeps,
  c: Context,
  needs: Pick<Endpoint, 'right' | 'of'>,
  { isAnswered = false } = {},
): Promise<Caller> {
  const { method, url } = c.req
  const header = (name: string) => c.req.header(name)
  const knock = { method, url, header, address: addressOf(deps, c), isAnswered }
  const asked = authenticate(deps, knock, needs)
  const outcome = await inTime(asked, patienceMs, 'nobody can say who calls')
  if ('refused' in outcome) throw new Refusal(outcome.refused)
  return outcome.caller
}

/** What a caller says of where it comes from is not believed: the socket knows, or a proxy of ours. */
function addressOf({ cameFrom }: ServerDeps, c: Context): string {
  const isServed = (c.env as { incoming?: unknown } | undefined)?.incoming !== undefined
  const socket = (isServed ? getConnInfo(c).remote.address : undefined) ?? 'unknown'
  return cameFrom?.(socket, c.req.header('x-forwarded-for')) ?? socket
}

/** What an endpoint is about: `exceptions/7` of `/api/exceptions/7/resolve`. */
function subjectOf({ path }: Endpoint, c: Context): string {
  const parts = path.split('/').slice(2)
  const last = parts.findLastIndex((part) => part.startsWith(':'))
  return parts
    .slice(0, last < 0 ? undefined : last + 1)
    .map((part) => (part.startsWith(':') ? (c.req.param(part.slice(1)) ?? part) : part))
    .join('/')
}

async function answerReady({ missing }: ServerDeps): Promise<Response> {
  const needs = await missing()
  return needs.length === 0
    ? Response.json({ ready: true })
    : problemResponse(problem(503, 'Not ready', needs.join('; '), { missing: needs }))
}

/** No answer without a problem document, and no fault of ours without a line in the log. */
function answerError(log: Log, error: unknown): Response {
  if (error instanceof Refusal) {
    const { status, ['retryAfter']: retryAfter } = error.problem
    return problemResponse(error.problem, {
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 429 ? { 'retry-after': String(retryAfter) } : {}),
    })
  }
  const away = explainAbsence(error)
  if (away) {
    log.warn({ reason: (error as Error).message }, away.title)
    return problemResponse(away)
  }
  const reference = randomUUID()
  log.error({ error, reference }, 'a request failed')
  const detail = 'a fault of ours; it is in the log under the reference'
  return problemResponse(problem(500, 'Internal error', detail, { reference }))
}
