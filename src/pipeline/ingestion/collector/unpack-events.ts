import { createHash, randomUUID } from 'node:crypto'
import type { Incoming } from '../accept.ts'
import { batchTexts } from './batch-texts.ts'
import type { ParsedBody } from './parse-body.ts'
import type { EventType } from './route-of.ts'

/** The largest event, in bytes of JSON. A larger one is held apart and the rest of its batch is kept. */
export const eventLimit = 32 * 1024

type Bag = Readonly<Record<string, unknown>>

/** Takes a body apart into its events, each with what the body says of all of them. */
export function unpackEvents(type: EventType | undefined, body: ParsedBody): Incoming[] {
  const idOf = messageIds()
  const whole = body.value
  if (type) return [unpackOne(whole, body.text, { type }, idOf)]
  if (!isBag(whole)) return [refused(body.text, 'the body is not a JSON object with a "batch"')]
  const { batch } = whole
  // The counts that a browser SDK keeps of its own work are not about anybody.
  if (batch === undefined && Array.isArray(whole['series'])) return []
  if (!Array.isArray(batch)) return [refused(body.text, 'the body has no list called "batch"')]
  const texts = batchTexts(body.text)
  const cut = texts?.length === batch.length ? texts : undefined
  const shared = sharedBy(whole)
  return batch.map((event: unknown, n) =>
    unpackOne(event, cut ? cut[n]! : JSON.stringify(event), shared, idOf),
  )
}

interface Shared {
  /** The type that the path gives to the one event of the body. */
  readonly type?: EventType
  readonly sentAt?: string
  readonly context?: Bag
  readonly integrations?: Bag
}

function sharedBy({ sentAt, context, integrations }: Bag): Shared {
  return {
    // A clock that cannot be read is left out; the events themselves may be sound.
    ...(typeof sentAt === 'string' && /^\d{4}-\d\d-\d\d/.test(sentAt) ? { sentAt } : {}),
    ...(isBag(context) ? { context } : {}),
    ...(isBag(integrations) ? { integrations } : {}),
  }
}

function unpackOne(
  event: unknown,
  text: string,
  shared: Shared,
  idOf: (event: Bag) => string,
): Incoming {
  if (isTooLarge(text)) {
    return refused(text, `it has more than ${eventLimit} bytes, the most that an event may have`)
  }
  if (!isBag(event)) return { raw: event, json: text }
  try {
    return complete(event, text, shared, idOf)
  } catch (error) {
    // Writing an object again takes a stack, and somebody may send one that is all brackets.
    if (error instanceof RangeError) return refused(text, 'it is nested too deeply')
    throw error
  }
}

/** Adds what the event itself does not say. */
function complete(
  event: Bag,
  text: string,
  shared: Shared,
  idOf: (event: Bag) => string,
): Incoming {
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
function rewritten(event: Bag, added: Bag, shared: Shared): Incoming {
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

const isTooLarge = (text: string): boolean =>
  text.length > eventLimit || (text.length * 3 > eventLimit && Buffer.byteLength(text) > eventLimit)

const without = (event: Bag, names: readonly string[]): Bag =>
  Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name)))

const isBag = (value: unknown): value is Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
