import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { ofrepPath, placementsPath } from '../../edge/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Metrics } from '../../platform/metrics.ts'
import { problem, type Problem } from '../../platform/problem.ts'
import { readBody } from './read-body.ts'
import type { Placements } from './serve-placements.ts'

/** Something that the edge serves besides placements: it answers the request, or says that it is not its own. */
export type Door = (req: IncomingMessage, res: ServerResponse) => boolean

export interface EdgeServerDeps {
  readonly placements: Pick<Placements, 'answer' | 'evaluate'>
  readonly doors: readonly Door[]
  readonly metrics: Metrics
  readonly log: Pick<Log, 'error'>
  /** What is missing for serving, in words; nothing when all is there. */
  readonly missing: () => readonly string[]
}

/** How long a client has to send a request whole: a slow phone's takes seconds. */
const requestTimeout = 30_000

/** The edge's one server. Not listening yet. */
export function serveEdge({ placements, doors, metrics, log, missing }: EdgeServerDeps): Server {
  const answer = (req: IncomingMessage, res: ServerResponse): void | Promise<void> => {
    const url = req.url!
    // Placements first: they are what must be fast.
    if (url.startsWith(placementsPath)) return placements.answer(req, res)
    if (url.startsWith(ofrepPath)) return sendEvaluation(req, res, placements)
    for (const door of doors) if (door(req, res)) return
    const path = url.split('?', 1)[0]
    if (path === '/healthz') return sendJson(res, 200, { status: 'ok' })
    if (path === '/readyz') return sendReadiness(res, missing())
    if (path === '/metrics') return sendMetrics(res, metrics)
    sendProblem(
      res,
      problem(
        404,
        'Not found',
        `the edge serves nothing at ${path?.slice(0, 200)}; the API is served by the app`,
      ),
    )
  }
  return createServer({ keepAliveTimeout: 65_000, requestTimeout }, (req, res) => {
    // What nobody catches ends the process, and with it the answers to everybody else.
    const fail = (error: unknown): void => {
      log.error({ err: error }, 'a request could not be answered')
      sendFault(res)
    }
    try {
      answer(req, res)?.catch(fail)
    } catch (error) {
      fail(error)
    }
  })
}

function sendFault(res: ServerResponse): void {
  if (res.headersSent) return void res.destroy()
  sendProblem(res, problem(500, 'Internal error', 'a fault of ours; it is in the edge’s log'))
}

/** A context is a few attributes of one visitor. */
const mostContextBytes = 64_000

async function sendEvaluation(
  req: IncomingMessage,
  res: ServerResponse,
  placements: Pick<Placements, 'evaluate'>,
): Promise<void> {
  const body = await readBody(req, mostContextBytes)
  if (body.ok) return placements.evaluate(req, res, body.value.toString())
  if (body.error === 'broken') return
  res.setHeader('connection', 'close')
  sendJson(res, 413, { errorDetails: `a context has at most ${mostContextBytes} bytes` })
}

function sendReadiness(res: ServerResponse, missing: readonly string[]): void {
  if (missing.length === 0) return sendJson(res, 200, { status: 'ready' })
  sendProblem(res, problem(503, 'Not ready', `waiting for ${missing.join(' and ')}`, { missing }))
}

async function sendMetrics(res: ServerResponse, metrics: Metrics): Promise<void> {
  try {
    const text = await metrics.text()
    res.writeHead(200, { 'content-type': metrics.contentType }).end(text)
  } catch (error) {
    sendProblem(res, problem(500, 'No metrics', (error as Error).message))
  }
}

const sendProblem = (res: ServerResponse, document: Problem): void =>
  sendJson(res, document.status, document, 'application/problem+json')

function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  type = 'application/json',
): void {
  res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
  res.end(JSON.stringify(body))
}
