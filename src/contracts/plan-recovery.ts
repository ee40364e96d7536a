import { backoffMs } from '../core/backoff.ts'
import { durationMs } from '../core/duration.ts'
import type { FailureMode } from './failure-mode.ts'
import { finalPath, type FinalPath, type Path } from './path.ts'

/** Something that went wrong in one attempt at an exchange, and the path that its contract declares. */
export interface Failed {
  readonly mode: FailureMode
  readonly path: Path
}

/** How many attempts in a row have failed, by failure mode. */
export type FailureCounts = Readonly<Partial<Record<FailureMode, number>>>

/** The attempt that comes: the how-manieth retry it is, of how many, and when. */
export interface NextAttempt {
  readonly mode: FailureMode
  readonly attempt: number
  readonly times: number
  readonly at: Date
}

/** What follows a failed attempt. */
export interface Recovery<F extends Failed> {
  /** Undefined when nothing is tried again. */
  readonly next: NextAttempt | undefined
  /** What to pass in after the next attempt; empty when none comes. */
  readonly counts: FailureCounts
  /** Failures whose final path is taken now, and how many retries they had before. */
  readonly final: readonly {
    readonly failure: F
    readonly path: FinalPath
    readonly retries: number
  }[]
}

/**
 * What follows an attempt that failed in one way or in several: what may be tried again is, as often as
 * its path says; of everything else, and of what was tried often enough, the final path is taken. One
 * attempt tries all of it, so it comes when the most patient of the paths allows it. The counts of a
 * failure mode stay while any other is tried again, so that two that take turns come to an end.
 *
 * @param before what the attempt before returned as `counts`; empty for a first attempt
 * @param random a number in [0, 1)
 */
export function planRecovery<F extends Failed>(
  failures: readonly F[],
  before: FailureCounts,
  now: Date,
  random: number,
): Recovery<F> {
  const counts: Partial<Record<FailureMode, number>> = { ...before }
  for (const mode of new Set(failures.map((each) => each.mode))) {
    counts[mode] = (counts[mode] ?? 0) + 1
  }
  const final: Recovery<F>['final'][number][] = []
  let next: NextAttempt | undefined
  for (const failure of failures) {
    const { mode, path } = failure
    const failed = counts[mode]!
    if (path.path !== 'retry') {
      final.push({ failure, path, retries: 0 })
    } else if (failed > path.times) {
      final.push({ failure, path: finalPath(path), retries: failed - 1 })
    } else {
      const backoff = { baseMs: durationMs(path.base), capMs: durationMs(path.cap) }
      const at = new Date(now.getTime() + backoffMs(backoff, failed, random))
      if (!next || at > next.at) next = { mode, attempt: failed, times: path.times, at }
    }
  }
  return { next, counts: next ? counts : {}, final }
}
