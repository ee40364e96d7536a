import { createHash, randomUUID } from 'node:crypto'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Incoming } from '../accept.ts'
import { isBag, type Bag } from './bag.ts'
import { batchTexts } from './batch-texts.ts'
import type { Hold } from './memory-budget.ts'
import type { ParsedBody } from './parse-body.ts'
import { bodyLimit } from './read-body.ts'
import type { EventType } from './route-of.ts'
import { sharedPart, type SharedPart } from './shared-part.ts'

/**
 * The largest event, in bytes of JSON, with what its body says of all events. A larger one is held apart
 * and the rest of its batch is kept.
 */
export const eventLimit = 32 * 1024
/** What we add to an event of our own at most: a type, a time of sending and an id. */
const ownBytes = 256
/** The most events of one body: four times as many as the contract of the Segment family allows. */
export const batchLimit = 10_000
/** The most that a body may say of all of its events, written out for each of them, in bytes. */
export const spreadLimit = 2 * bodyLimit

/** Why a body is not taken apart. */
export type UnpackTrouble =
  | { readonly kind: 'too-many'; readonly events: number }
  | { readonly kind: 'too-wide'; readonly events: number; readonly bytes: number }
  | { readonly kind: 'busy' }

/**
 * Takes a body apart into its events, each with what the body says of all of them.
 * @param hold takes the memory for what is written out for each event, before it is
 */
export function unpackEvents(
  type: EventType | undefined,
  body: ParsedBody,
  hold: Pick<Hold, 'take'>,
): Result<Incoming[], UnpackTrouble> {
  const whole = body.value
  if (type) return ok([unpackOne(whole, body.text, { type, bytes: 0 }, messageIds())])
  if (!isBag(whole)) return ok([refused(body.text, 'the body is not a JSON object with a "batch"')])
  const { batch } = whole
  // The counts that a browser SDK keeps of its own work are not about anybody.
  if (batch === undefined && Array.isArray(whole['series'])) return ok([])
  if (!Array.isArray(batch)) return ok([refused(body.text, 'the body has no list called "batch"')])
  return unpackBatch(batch, body.text, sharedPart(whole), hold)
}

function unpackBatch(
  batch: readonly unknown[],
  body: string,
  shared: SharedPart,
  hold: Pick<Hold, 'take'>,
): Result<Incoming[], UnpackTrouble> {
  const events = batch.length
  if (events > batchLimit) return err({ kind: 'too-many', events })
  // What makes every event too large is written out for none.
  const bytes = shared.bytes > eventLimit ? 0 : shared.bytes * events
  if (bytes > spreadLimit) return err({ kind: 'too-wide', events, bytes })
  if (!hold.take(bytes)) return err({ kind: 'busy' })
  const texts = textsOf(batch, body)
  if (!texts) return ok([refused(body, 'an event of its batch is nested too deeply')])
  const idOf = messageIds()
  return ok(batch.map((event, n) => unpackOne(event, texts[n]!, shared, idOf)))
}

/** The events as they were sent, or written again where they are not surely found in the body. */
function textsOf(batch: readonly unknown[], body: string): readonly string[] | undefined {
  const texts = batchTexts(body)
  if (texts?.length === batch.length) return texts
  try {
    return batch.map((event) => JSON.stringify(event))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function unpackOne(
  event: unknown,
  text: string,
  shared: SharedPart,
  idOf: (event: Bag) => string,
): Incoming {
  if (isLarger(text, eventLimit)) return refused(text, tooLarge('it has'))
  if (!isBag(event)) return { raw: event, json: text }
  if (shared.isTooDeep)
    return refused(text, 'what its batch says of all events is nested too deeply')
  const isLarge = shared.bytes > 0 && isLarger(text, eventLimit - shared.bytes)
  const withShared = tooLarge('with what its batch says of all events, it has')
  if (isLarge && shared.bytes > eventLimit) return refused(text, withShared)
  try {
    const whole = complete(event, text, shared, idOf)
    // Held as it would have landed: a replay finds nowhere else what its batch said of it.
    if (isLarge) return refused(whole.json, withShared)
    // Written again, a number such as 1e20 has more digits.
    return whole.json !== text && isLarger(whole.json, eventLimit + ownBytes)
      ? refused(text, tooLarge('written out, it has'))
      : whole
  } catch (error) {
    // Writing an object again takes a stack, and somebody may send one that is all brackets.
    if (error instanceof RangeError) return refused(text, 'it is nested too deeply')
    throw error
  }
}

interface Whole {
  readonly raw: Bag
  readonly json: string
}

/** Adds what the event itself does not say. */
function complete(
  event: Bag,
  text: string,
  shared: SharedPart,
  idOf: (event: Bag) => string,
): Whole {
  const added: Record<string, unknown> = {}
  if (shared.type && event['type'] === undefined) added['type'] = shared.type
  if (shared.sentAt && event['sentAt'] === undefined) added['sentAt'] = shared.sentAt
  if (!event['messageId']) added['messageId'] = idOf(event)
  const isRewritten =
    'writeKey' in event ||
    shared.context !== undefined ||
    shared.integrations !== undefined ||
    (shared.type && event['type'] !== undefined && event['type'] !== shared.type) ||
    Object.keys(added).some((name) => name in event)
  if (isRewritten) return rewritten(event, added, shared)
  if (Object.keys(added).length === 0) return { raw: event, json: text }
  return { raw: Object.assign(event, added), json: extended(text, added) }
}

/** Names are added before the closing bracket, so that all that was sent stays as it was. */
function extended(text: string, added: Bag): string {
  const head = text.slice(0, text.lastIndexOf('}'))
  const more = JSON.stringify(added).slice(1)
  return head.trimEnd().endsWith('{') ? head + more : `${head},${more}`
}

/** The event with what its body and its path say of it, and without the key, which is nobody's fact. */
function rewritten(event: Bag, added: Bag, shared: SharedPart): Whole {
  const merge = (name: 'context' | 'integrations') => {
    const [own, common] = [event[name] ?? {}, shared[name]]
    return common && isBag(own) ? { [name]: { ...common, ...own } } : {}
  }
  const raw = {
    ...without(event, ['writeKey']),
    ...added,
    ...(shared.type ? { type: shared.type } : {}),
    ...merge('context'),
    ...merge('integrations'),
  }
  return { raw, json: JSON.stringify(raw) }
}

/**
 * Ids for events that came without one. The same event sent again must get the same id, so it is a
 * digest of the event; the second event of a body that is the very same gets another. But an event
 * without a time of its own may truly happen twice in the same words, so its id is by chance: of such
 * an event a retry cannot be told, and its sender should give it a messageId.
 */
function messageIds(): (event: Bag) => string {
  const seen = new Map<string, number>()
  return (event) => {
    if (!event['timestamp'] && !event['originalTimestamp']) return `linchpin-${randomUUID()}`
    const hash = createHash('sha256')
      .update(JSON.stringify(without(event, ['sentAt', 'writeKey'])))
      .digest('base64url')
    const times = (seen.get(hash) ?? 0) + 1
    seen.set(hash, times)
    return `linchpin-${hash}${times > 1 ? `-${times}` : ''}`
  }
}

const refused = (text: string, reason: string): Incoming => ({
  malformed: Buffer.from(text),
  mode: 'violation',
  reason,
})

const tooLarge = (what: string): string =>
  `${what} more than ${eventLimit} bytes, the most that an event may have`

const isLarger = (text: string, limit: number): boolean =>
  text.length > limit || (text.length * 3 > limit && Buffer.byteLength(text) > limit)

const without = (event: Bag, names: readonly string[]): Bag =>
  Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name)))
