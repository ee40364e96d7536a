import type { Duration } from '../core/duration.ts'
import type { FailureMode } from './failure-mode.ts'

/** Where an exception goes: a route's name, and how soon somebody must have dealt with it. */
export interface Destination {
  /** The exception route; the contract's owner when left out. */
  readonly route?: string
  /** How long the owner has; the route's own time when left out. */
  readonly due?: Duration
}

/**
 * Try the exchange again, and say what follows when that does not help. What is judged once and for all
 * (a record, a column, a broken promise) comes out the same when it is looked at twice: there
 * `otherwise` follows at once, and `linchpin check` says so.
 */
export interface Retry {
  readonly path: 'retry'
  readonly times: number
  readonly base: Duration
  readonly cap: Duration
  readonly otherwise: FinalPath
}
/** Keep the record whole and apart until somebody has looked; go on with the others. */
export interface Quarantine extends Destination {
  readonly path: 'quarantine'
}
/** Go on with something declared beforehand, and count it. */
export interface Fallback extends Destination {
  readonly path: 'fallback'
  readonly to: string
}
/**
 * Stop this exchange until a person says go: a source is not read by its schedule while the exception
 * is open. What is sent to the collector cannot be stopped without losing it; `linchpin check` says so.
 */
export interface Pause extends Destination {
  readonly path: 'pause'
}
/** Go on, and put it on somebody's desk. A record that cannot go on as it is waits there, whole. */
export interface Review extends Destination {
  readonly path: 'review'
}
/** Leave it out. It is counted, with the reason. */
export interface Ignore {
  readonly path: 'ignore'
  readonly reason: string
}

export type FinalPath = Quarantine | Fallback | Pause | Review | Ignore
export type Path = Retry | FinalPath

/** Drift has three faces, and they are seldom equally bad. */
export interface DriftPaths {
  readonly added: Path
  readonly removed: Path
  readonly changed: Path
}

/** A path for every failure mode: the type that makes a contract total. */
export type FailurePaths = {
  readonly [Mode in FailureMode]: Mode extends 'drift' ? DriftPaths : Path
}

export const retry = (options: {
  times: number
  base?: Duration
  cap?: Duration
  otherwise: FinalPath
}): Retry => ({ path: 'retry', base: '1s', cap: '5m', ...options })
export const quarantine = (to: Destination = {}): Quarantine => ({ path: 'quarantine', ...to })
export const fallback = (to: string, where: Destination = {}): Fallback => ({
  path: 'fallback',
  to,
  ...where,
})
export const pause = (to: Destination = {}): Pause => ({ path: 'pause', ...to })
export const review = (to: Destination = {}): Review => ({ path: 'review', ...to })
export const ignore = (reason: string): Ignore => ({ path: 'ignore', reason })

/** What a path comes to once its retries are spent. */
export const finalPath = (path: Path): FinalPath => (path.path === 'retry' ? path.otherwise : path)
