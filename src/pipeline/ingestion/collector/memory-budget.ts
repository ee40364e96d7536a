/** Memory that all requests together may hold, so that overload is refused instead of fatal. */
export interface MemoryBudget {
  /** Takes so many bytes, or says that they are not to be had. */
  take(bytes: number): boolean
  give(bytes: number): void
  readonly taken: number
}

export function memoryBudget(limit: number): MemoryBudget {
  let taken = 0
  return {
    take(bytes) {
      if (taken + bytes > limit) return false
      taken += bytes
      return true
    },
    give(bytes) {
      taken -= bytes
    },
    get taken() {
      return taken
    },
  }
}
