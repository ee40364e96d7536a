import type { IncomingMessage } from 'node:http'
import { backoffMs } from '../../../core/backoff.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { inTime } from '../../../platform/in-time.ts'
import type { Problem } from '../../../platform/problem.ts'
import type { Key, KeyChecker } from '../../../platform/secrets/index.ts'
import type { Source } from '../define.ts'
import type { Intake } from './intake.ts'
import type { MemoryBudget } from './memory-budget.ts'
import { parseBody } from './parse-body.ts'
import { parsedBytes, parsedLimit } from './parsed-bytes.ts'
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
  /**
   * The write keys that were found when they were last asked for. Whoever has one is believed to be no
   * stranger, and nothing else: so that the whole memory is theirs while the database is away.
   */
  readonly found: Set<string>
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
  const early = writeKeyOf(request.headers, undefined, query)
  const asked = early === undefined ? undefined : keyOf(deps, early)
  // The body of somebody whom we do not know waits in the network until we do.
  if (early !== undefined && !deps.found.has(early)) await asked
  const reading = readBody(request, deps.budget)
  if (early !== undefined && deps.found.has(early)) reading.hold.trust()
  const known = await asked
  if (known && !known.ok) {
    reading.abandon()
    return known
  }
  const body = await reading.body
  if (!body.ok) {
    if (body.error.kind === 'gone') return err(undefined)
    return err(body.error.kind === 'busy' ? refusals.busy() : refusals.body(body.error))
  }
  try {
    const bytes = parsedBytes(body.value)
    if (bytes > parsedLimit) return err(refusals.tooManyParts())
    if (!reading.hold.take(bytes)) return err(refusals.busy())
    const parsed = parseBody(body.value)
    if (!parsed.ok) return err(refusals.notJson(parsed.error.reason, parsed.error.position))
    const text = early ?? writeKeyOf({}, parsed.value.value, query)
    if (!text) return err(refusals.noKey())
    if (deps.found.has(text)) reading.hold.trust()
    const key = known ?? (await keyOf(deps, text))
    if (!key.ok) return key
    reading.hold.trust()
    const source = sourceOf(key.value, deps.sources)
    if (!source.ok) return err(refusals.noSource(source.error))
    const events = unpackEvents(type, parsed.value, reading.hold)
    if (!events.ok) return err(refusals.batch(events.error))
    const outcome = await deps.intake.put(source.value, events.value)
    return outcome === 'stored' ? ok(undefined) : err(refusals.busy())
  } finally {
    reading.hold.give()
  }
}

/** The key, which is asked for again while the database is away, as the events themselves are. */
async function keyOf(
  { keys, found, holdMs }: ReceiveDeps,
  text: string,
): Promise<Result<Key, Problem>> {
  const until = performance.now() + holdMs
  for (let attempt = 1; ; attempt += 1) {
    try {
      const key = await inTime(keys.check('write', text), until - performance.now(), 'late')
      if (!key) {
        found.delete(text)
        return err(refusals.unknownKey())
      }
      found.add(text)
      return ok(key)
    } catch {
      const wait = backoffMs({ baseMs: 100, capMs: 500 }, attempt, Math.random())
      if (performance.now() + wait > until) return err(refusals.busy())
      await new Promise((resolve) => {
        setTimeout(resolve, wait)
      })
    }
  }
}
