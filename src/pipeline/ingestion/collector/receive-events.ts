import type { IncomingMessage } from 'node:http'
import { backoffMs } from '../../../core/backoff.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Problem } from '../../../platform/problem.ts'
import type { Key, KeyChecker } from '../../../platform/secrets/index.ts'
import type { Source } from '../define.ts'
import { inTime } from './in-time.ts'
import type { Intake } from './intake.ts'
import type { MemoryBudget } from './memory-budget.ts'
import { parseBody } from './parse-body.ts'
import { readBody } from './read-body.ts'
import { refusals } from './refusals.ts'
import type { EventType } from './route-of.ts'
import { sourceOf } from './source-of.ts'
import { unpackEvents } from './unpack-events.ts'
import { writeKeyOf } from './write-key.ts'

export interface ReceiveDeps {
  readonly keys: Pick<KeyChecker, 'check'>
  readonly sources: readonly Source[]
  readonly intake: Intake
  readonly budget: MemoryBudget
  /** How long a request is held while the database is away, in milliseconds. */
  readonly holdMs: number
}

/**
 * Takes the events of one request in.
 * @returns nothing once all of them are on disk; a problem otherwise; undefined as the error when the
 * client went away before it had sent its body
 */
export async function receiveEvents(
  deps: ReceiveDeps,
  request: IncomingMessage,
  type: EventType | undefined,
  query: URLSearchParams,
): Promise<Result<void, Problem | undefined>> {
  // The body is read at once, whoever sends it: data that nobody listens to would be lost.
  const reading = readBody(request, deps.budget)
  const early = writeKeyOf(request.headers, undefined, query)
  const known = early ? await keyOf(deps, early) : undefined
  const body = await reading
  if (!body.ok) {
    if (body.error.kind === 'gone') return err(undefined)
    return err(body.error.kind === 'busy' ? refusals.busy() : refusals.body(body.error))
  }
  try {
    if (known && !known.ok) return known
    const parsed = parseBody(body.value.bytes)
    if (!parsed.ok) return err(refusals.notJson(parsed.error.reason, parsed.error.position))
    const text = early ?? writeKeyOf({}, parsed.value.value, query)
    if (!text) return err(refusals.noKey())
    const key = known ?? (await keyOf(deps, text))
    if (!key.ok) return key
    const source = sourceOf(key.value, deps.sources)
    if (!source.ok) return err(refusals.noSource(source.error))
    const outcome = await deps.intake.put(source.value, unpackEvents(type, parsed.value))
    return outcome === 'stored' ? ok(undefined) : err(refusals.busy())
  } finally {
    deps.budget.give(body.value.taken)
  }
}

/** The key, which is asked for again while the database is away, as the events themselves are. */
async function keyOf({ keys, holdMs }: ReceiveDeps, text: string): Promise<Result<Key, Problem>> {
  const until = performance.now() + holdMs
  for (let attempt = 1; ; attempt += 1) {
    try {
      const key = await inTime(keys.check('write', text), until - performance.now())
      return key ? ok(key) : err(refusals.unknownKey())
    } catch {
      const wait = backoffMs({ baseMs: 100, capMs: 500 }, attempt, Math.random())
      if (performance.now() + wait > until) return err(refusals.busy())
      await new Promise((resolve) => {
        setTimeout(resolve, wait)
      })
    }
  }
}
