import { err, ok, type Result } from '../core/result.ts'
import { mayLieIn } from './arms.ts'
import { isUnit } from './choose.ts'
import { regionOf, type Headers } from './region.ts'

/** Why a request, or one placement in it, could not be evaluated: OpenFeature's error codes. */
export interface OfrepError {
  readonly errorCode: 'PARSE_ERROR' | 'TARGETING_KEY_MISSING' | 'INVALID_CONTEXT' | 'FLAG_NOT_FOUND'
  readonly errorDetails: string
}

/** For whom an OFREP request asks. */
export interface OfrepContext {
  readonly unit: Result<string, OfrepError>
  readonly region: string | undefined
}

/** Reads the body of an OFREP request: `{"context": {"targetingKey": "user:42", "region": "DE"}}`. */
export function readContext(headers: Headers, body: string): Result<OfrepContext, OfrepError> {
  let sent: unknown
  try {
    sent = JSON.parse(body)
  } catch (error) {
    return wrong('PARSE_ERROR', `the body is not JSON: ${(error as Error).message}`)
  }
  const context = (sent as { context?: unknown } | null)?.context
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    return wrong('INVALID_CONTEXT', 'send {"context": {"targetingKey": "user:42"}}')
  }
  const { targetingKey, region } = context as Readonly<Record<string, unknown>>
  if (region !== undefined && typeof region !== 'string') {
    return wrong('INVALID_CONTEXT', 'region must be text, as "DE" or "US-CA"')
  }
  return ok({ unit: unitOf(targetingKey), region: regionOfUnit(headers, region) })
}

function unitOf(targetingKey: unknown): Result<string, OfrepError> {
  if (targetingKey === undefined || targetingKey === null || targetingKey === '') {
    return wrong('TARGETING_KEY_MISSING', 'send a targetingKey, as "anonymous:7f3a" or "user:42"')
  }
  // The kind is not guessed: an exposure of the wrong kind could be joined with the wrong person.
  if (typeof targetingKey !== 'string' || !isUnit(targetingKey)) {
    return wrong(
      'INVALID_CONTEXT',
      'targetingKey must be an identifier with its kind, as "anonymous:7f3a" or "user:42"',
    )
  }
  return ok(targetingKey)
}

/**
 * Where the unit is. The request may come from the page's own server, which is elsewhere, so what the
 * platform sees is no better than what the context says: where they contradict each other, or what the
 * context says cannot be understood, nothing is known, and the strictest reading holds.
 */
function regionOfUnit(headers: Headers, claimed: string | undefined): string | undefined {
  const seen = regionOf(headers, undefined)
  if (claimed === undefined) return seen
  const said = regionOf({}, claimed)
  if (seen === undefined || said === undefined) return said
  return mayLieIn(seen, said) ? seen : undefined
}

const wrong = (errorCode: OfrepError['errorCode'], errorDetails: string) =>
  err<OfrepError>({ errorCode, errorDetails })
