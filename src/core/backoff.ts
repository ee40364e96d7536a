/** How waits grow between attempts, in milliseconds. */
export interface Backoff {
  readonly baseMs: number
  readonly capMs: number
}

/** Beyond these, doubling only leads out of the numbers that can be held. */
const doublings = 52

/**
 * The wait before the next attempt, in milliseconds: exponential with full jitter, so that clients
 * that failed together do not come back together.
 * Formula: random(0, min(cap, base * 2^(attempt - 1))), as in "Exponential Backoff And Jitter"
 * (AWS Architecture Blog, 2015), which counts attempts from 0.
 *
 * @param attempt attempts made so far; the first retry has 1
 * @param random a number in [0, 1)
 */
export function backoffMs({ baseMs, capMs }: Backoff, attempt: number, random: number): number {
  return Math.round(
    random * Math.min(capMs, baseMs * 2 ** Math.min(Math.max(0, attempt - 1), doublings)),
  )
}
