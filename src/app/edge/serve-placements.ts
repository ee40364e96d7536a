import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  answerFrom,
  exposureRecord,
  ofrepFrom,
  type EdgeAnswer,
  type VariantTable,
} from '../../edge/index.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Spool } from '../../platform/spool/index.ts'

export interface PlacementDeps {
  readonly spool: Pick<Spool, 'append'>
  readonly metrics: Metrics
  /** Told of exposures that were answered and could not be logged: how many, and why. */
  readonly lost: (count: number, reason: string) => void
}

export interface Placements {
  /** Answers a request for a placement. */
  answer(req: IncomingMessage, res: ServerResponse): void
  /** Answers a request of OpenFeature's remote evaluation protocol, whose body has been read. */
  evaluate(req: IncomingMessage, res: ServerResponse, body: string): void
  /** Serves this table from the next request on. */
  use(table: VariantTable): void
  readonly hasTable: boolean
}

/**
 * Serves placements on Node. What came in within one turn of the event loop is logged by one write and
 * then answered, so an exposure is with the operating system before anybody can have seen it, and a
 * busy edge does not write for each request.
 */
export function servePlacements({ spool, metrics, lost }: PlacementDeps): Placements {
  let answer = answerFrom(undefined)
  let evaluate = ofrepFrom(undefined)
  let hasTable = false
  let waiting: { res: ServerResponse; given: EdgeAnswer }[] = []
  const nextId = idsOfThisProcess()
  const answers = metrics.counter({
    name: 'linchpin_placement_answers_total',
    help: 'Requests for placements that were answered',
  })
  const fallbacks = metrics.counter({
    name: 'linchpin_placement_fallbacks_total',
    help: 'Fallbacks that were shown, by placement and reason',
    labels: ['placement', 'reason'],
  })

  const answerAll = (): void => {
    const turn = waiting
    waiting = []
    const at = new Date().toISOString()
    let lines = ''
    let shown = 0
    for (const { given } of turn) {
      if (given.fallback) fallbacks.inc(given.fallback)
      if (!given.exposure) continue
      lines += `${exposureRecord(nextId(), at, given.exposure)}\n`
      shown += 1
    }
    const kept = shown > 0 ? spool.append(lines) : undefined
    if (kept && !kept.ok) lost(shown, kept.error.reason)
    answers.inc(turn.length)
    for (const { res, given } of turn) {
      res.writeHead(given.status, given.headers as string[])
      res.end(given.body)
    }
  }

  const give = (res: ServerResponse, given: EdgeAnswer): void => {
    if (waiting.push({ res, given }) === 1) setImmediate(answerAll)
  }

  return {
    answer(req, res) {
      give(res, answer({ method: req.method!, url: req.url!, headers: req.headers }))
    },
    evaluate(req, res, body) {
      give(res, evaluate({ method: req.method!, url: req.url!, headers: req.headers, body }))
    },
    use(table) {
      answer = answerFrom(table)
      evaluate = ofrepFrom(table)
      hasTable = true
    },
    get hasTable() {
      return hasTable
    },
  }
}

/** Ids that no other process gives: a random beginning and a count. */
function idsOfThisProcess(): () => string {
  const process = randomBytes(12).toString('base64url')
  let count = 0
  return () => `${process}-${(count++).toString(36)}`
}
