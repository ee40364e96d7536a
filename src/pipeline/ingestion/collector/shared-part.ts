import type { EventType } from './route-of.ts'
import { isBag, type Bag } from './bag.ts'

/** What a body, or its path, says of each of its events. */
export interface SharedPart {
  /** The type that the path gives to the one event of the body. */
  readonly type?: EventType
  readonly sentAt?: string
  readonly context?: Bag
  readonly integrations?: Bag
  /** What `context` and `integrations` add to one event at most, in bytes of JSON. */
  readonly bytes: number
  /** It can be written into no event, because it is nested too deeply. */
  readonly isTooDeep?: boolean
}

/** Takes out of a body what it says of all of its events, and weighs it before anything is made of it. */
export function sharedPart({ sentAt, context, integrations }: Bag): SharedPart {
  const bags = {
    ...(isBag(context) ? { context } : {}),
    ...(isBag(integrations) ? { integrations } : {}),
  }
  const bytes = weightOf(bags)
  return {
    // A clock that cannot be read is left out; the events themselves may be sound.
    ...(isMoment(sentAt) ? { sentAt } : {}),
    ...bags,
    bytes: bytes ?? 0,
    isTooDeep: bytes === undefined,
  }
}

/** A day alone is no time of sending: the events of a whole day would be moved by it. */
const moment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\w:.+ -]*$/
const longestMoment = 40

const isMoment = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= longestMoment &&
  moment.test(value) &&
  !Number.isNaN(Date.parse(value))

function weightOf(bags: Bag): number | undefined {
  if (Object.keys(bags).length === 0) return 0
  try {
    return Buffer.byteLength(JSON.stringify(bags))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
