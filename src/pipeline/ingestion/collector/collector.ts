import type { IncomingMessage, ServerResponse } from 'node:http'
import { inTime } from '../../../platform/in-time.ts'
import type { Log } from '../../../platform/log.ts'
import type { Metrics } from '../../../platform/metrics.ts'
import type { Problem } from '../../../platform/problem.ts'
import type { KeyChecker } from '../../../platform/secrets/index.ts'
import type { AcceptDeps } from '../accept.ts'
import type { Source } from '../define.ts'
import { browserSettings, sourceConfig } from './browser-settings.ts'
import { collectorMetrics } from './collector-metrics.ts'
import { crossOrigin, preflight } from './cross-origin.ts'
import { openIntake } from './intake.ts'
import { memoryBudget } from './memory-budget.ts'
import { receiveEvents, type ReceiveDeps } from './receive-events.ts'
import { refusals } from './refusals.ts'
import { routeOf, type CollectorRoute } from './route-of.ts'
import { writeKeyOf } from './write-key.ts'

export interface CollectorDeps extends AcceptDeps {
  readonly keys: Pick<KeyChecker, 'check'>
  /** The workspace's sources; those whose door is the collector can be written to. */
  readonly sources: readonly Source[]
  readonly log: Log
  readonly metrics: Metrics
  /** The address that browsers know us by; taken from the request when left out. */
  readonly publicUrl?: URL | undefined
  readonly limits?: Partial<CollectorLimits>
}

export interface CollectorLimits {
  /** Memory that the bodies of all requests may hold together, in bytes. Default 64 MB. */
  readonly bytes: number
  /** Of it, what bodies may hold whose key is not known to be good. Default 16 MB. */
  readonly strangerBytes: number
  /** The most events that may wait to be written. Default 100,000. */
  readonly events: number
  readonly eventsPerWrite: number
  /** How long a request is held while the database is away, in milliseconds. Default 8,000. */
  readonly holdMs: number
}

export interface Collector {
  /** Answers a request that is the collector's; false, without a touch, when it is not. */
  handle(request: IncomingMessage, response: ServerResponse): false | Promise<true>
  /** Why events cannot be written at present, if they cannot: for `/readyz`. */
  trouble(): string | undefined
  /** Turns new events away and waits until those that are held are written. */
  close(): Promise<void>
}

const standardLimits: CollectorLimits = {
  bytes: 64 * 1024 * 1024,
  strangerBytes: 16 * 1024 * 1024,
  events: 100_000,
  eventsPerWrite: 2_000,
  // SDKs give up on an answer after ten seconds.
  holdMs: 8_000,
}

/** The door for what websites and products send, as the SDKs of the Segment family speak. */
export function createCollector(deps: CollectorDeps): Collector {
  const limits = { ...standardLimits, ...deps.limits }
  const budget = memoryBudget(limits)
  const metrics = collectorMetrics(deps.metrics, () => budget.taken)
  const intake = openIntake({ ...deps, metrics }, limits)
  const { holdMs } = limits
  const receiving: ReceiveDeps = { ...deps, intake, budget, found: new Set(), holdMs }

  const serve = async (route: CollectorRoute, exchange: Exchange): Promise<void> => {
    const { request, query } = exchange
    if (route.name !== 'events') return tellBrowser(deps, route, exchange)
    if (request.headers['x-retry-count'] ?? request.headers['rsa-retry-attempt']) metrics.retry()
    const result = await receiveEvents(receiving, request, route.type, query)
    metrics.request(result.ok ? 200 : (result.error?.status ?? 499))
    if (result.ok) answer(exchange, 200, success)
    else if (result.error) refuse(exchange, result.error)
  }

  return {
    handle(request, response) {
      const [path = '/', search = ''] = (request.url ?? '/').split('?', 2)
      const route = routeOf(path)
      if (!route) return false
      const exchange = { request, response, query: new URLSearchParams(search) }
      const { method = 'GET' } = request
      if (method === 'OPTIONS') {
        response.writeHead(204, preflight(request)).end()
      } else if (route === 'unknown') {
        refuse(exchange, refusals.noSuchPath(path))
      } else if (method !== route.method) {
        refuse(exchange, refusals.wrongMethod(method, path, route.method), { allow: route.method })
      } else {
        return serve(route, exchange).then(
          () => true as const,
          (error: unknown) => {
            deps.log.error({ err: error }, 'the collector failed on a request')
            refuse(exchange, refusals.ourFault())
            return true as const
          },
        )
      }
      return Promise.resolve(true)
    },
    trouble: () => intake.trouble(),
    close: () => intake.close(),
  }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly query: URLSearchParams
}

const success = '{"success":true}'
/** A browser waits with all that it would send. */
const tellWithinMs = 1_000

/** Tells a browser SDK where to send; an unknown key is told so, and then the SDK sends nothing. */
async function tellBrowser(
  { keys, clock, publicUrl }: CollectorDeps,
  route: Exclude<CollectorRoute, { name: 'events' }>,
  exchange: Exchange,
): Promise<void> {
  const { headers } = exchange.request
  const text =
    route.name === 'settings' ? route.key : writeKeyOf(headers, undefined, exchange.query)
  if (!text) return refuse(exchange, refusals.noKey())
  // What is told is no secret, so that a database that is away need not silence the browsers.
  const asked = inTime(keys.check('write', text), tellWithinMs, 'late')
  const key = await asked.catch(() => ({ name: 'website' }))
  if (!key) return refuse(exchange, refusals.unknownKey())
  if (route.name === 'source-config') {
    return answer(exchange, 200, JSON.stringify(sourceConfig(text, key.name, clock.now())))
  }
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  const at = publicUrl ?? URL.parse(`${scheme}://${headers.host ?? ''}`)
  if (!at) return refuse(exchange, refusals.badHost())
  answer(exchange, 200, JSON.stringify(browserSettings(text, at)))
}

function refuse(exchange: Exchange, problem: Problem, more: Record<string, string> = {}): void {
  // Clients that were turned away together should not come back together.
  const wait =
    problem.status === 429 ? { 'retry-after': String(1 + Math.trunc(Math.random() * 4)) } : {}
  answer(exchange, problem.status, JSON.stringify(problem), {
    ...more,
    ...wait,
    'content-type': 'application/problem+json',
  })
}

function answer(
  { request, response }: Exchange,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent || response.destroyed) return
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...crossOrigin(request),
      ...headers,
    })
    .end(body)
}
