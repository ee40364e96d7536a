/** Callers who wait until a position is reached. */
export interface PositionWaiters {
  /** Returns when the position is reached, or when that is not to be expected soon. */
  wait(target: number): Promise<void>
  reached(position: number): void
  /** Turns away those who wait, and all who come later. */
  fail(error: Error): void
}

export interface Patience {
  /** How long to wait while no position is reached. */
  readonly standstillMs: number
  /** How long to wait in all. */
  readonly longestMs: number
}

/** A batch takes a second at most; whoever asks over HTTP hangs up after some minutes. */
const usual: Patience = { standstillMs: 5_000, longestMs: 60_000 }

interface Waiter {
  readonly target: number
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

export function positionWaiters({ standstillMs, longestMs }: Patience = usual): PositionWaiters {
  const waiting = new Set<Waiter>()
  let failure: Error | undefined
  let reachedAt = 0

  const waitInTime = (target: number): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const waiter: Waiter = { target, resolve, reject }
    waiting.add(waiter)
    const since = performance.now()
    let timer: NodeJS.Timeout
    const look = (): void => {
      const now = performance.now()
      const left = Math.min(
        since + longestMs - now,
        Math.max(since, reachedAt) + standstillMs - now,
      )
      if (left <= 0) resolve()
      else timer = setTimeout(look, left)
    }
    look()
    return promise.finally(() => {
      clearTimeout(timer)
      waiting.delete(waiter)
    })
  }
  return {
    async wait(target) {
      if (failure) throw failure
      await waitInTime(target)
    },
    reached(position) {
      reachedAt = performance.now()
      for (const { target, resolve } of waiting) if (target <= position) resolve()
    },
    fail(error) {
      failure = error
      for (const { reject } of waiting) reject(error)
    },
  }
}
