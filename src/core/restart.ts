/** How something that died is started again. */
export interface RestartPolicy {
  /** The wait after the first death, in milliseconds. It doubles with each further one. */
  readonly baseMs: number
  readonly capMs: number
  /** Whoever ran this long is forgiven its earlier deaths, in milliseconds. */
  readonly calmMs: number
}

/** Deaths in a row so far, and how long to wait now. */
export interface Restart {
  readonly deaths: number
  readonly waitMs: number
}

/**
 * What to do about a death: wait base * 2^(deaths - 1), at most the cap, then start again. Without
 * jitter, because there is one of each and nobody to collide with.
 * @param deaths deaths in a row before this one
 */
export function restart(
  { baseMs, capMs, calmMs }: RestartPolicy,
  { deaths, startedAt, now }: { deaths: number; startedAt: Date; now: Date },
): Restart {
  const inARow = now.getTime() - startedAt.getTime() >= calmMs ? 1 : deaths + 1
  return { deaths: inARow, waitMs: Math.min(capMs, baseMs * 2 ** Math.min(inARow - 1, 30)) }
}
