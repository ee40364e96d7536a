import type { FailureMode } from '../contracts/index.ts'
import type { Duration } from '../core/duration.ts'
import type { Clock } from '../platform/clock.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ExceptionRoute } from './define.ts'
import { fingerprint } from './fingerprint.ts'
import { route } from './route.ts'
import { countException } from './store.ts'

/** A failure to report. */
export interface Trouble {
  readonly mode: FailureMode
  /** The contract that it happened under, if any. */
  readonly contract?: string
  readonly owner: string
  readonly route?: string | undefined
  readonly due?: Duration | undefined
  /** What failed, in one sentence that a marketer understands. Without figures that differ each time. */
  readonly title: string
  /** What tells this trouble from others of the same mode and contract: a field, a file, a host. */
  readonly about?: string
  /** What a person needs to judge it: the record, the answer, the attempt. */
  readonly detail?: Readonly<Record<string, unknown>>
  /** How many times it happened at once. Default 1. */
  readonly times?: number
}

export interface RaiseDeps {
  readonly db: Queryable
  readonly clock: Clock
  readonly routes: readonly ExceptionRoute[]
}

/**
 * Puts a failure on the desk: the one way to report one. The same trouble (mode, contract and
 * `about`) that is still open is counted, not listed again. Inside a transaction (`db` is one) it
 * stands or falls with the work that failed.
 * @returns the exception's id
 */
export async function raise({ db, clock, routes }: RaiseDeps, trouble: Trouble): Promise<number> {
  const now = clock.now()
  return countException(db, {
    ...trouble,
    ...route(routes, trouble, now),
    fingerprint: fingerprint({ ...trouble, about: trouble.about ?? trouble.title }),
    at: now,
  })
}
