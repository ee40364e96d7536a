/** Callers who wait until a position is reached. */
export interface PositionWaiters {
  wait(target: number): Promise<void>
  reached(position: number): void
  /** Turns away those who wait, and all who come later. */
  fail(error: Error): void
}

export function positionWaiters(): PositionWaiters {
  const waiting = new Set<{ target: number; resolve: () => void; reject: (e: Error) => void }>()
  let failure: Error | undefined
  return {
    async wait(target) {
      if (failure) throw failure
      await new Promise<void>((resolve, reject) => waiting.add({ target, resolve, reject }))
    },
    reached(position) {
      for (const each of waiting) {
        if (each.target > position) continue
        waiting.delete(each)
        each.resolve()
      }
    },
    fail(error) {
      failure = error
      for (const { reject } of waiting) reject(error)
      waiting.clear()
    },
  }
}
