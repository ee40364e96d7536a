/** Memory that all requests together may hold, so that overload is refused instead of fatal. */
export interface MemoryBudget {
  /**
   * Begins to hold memory for a body that comes in, of a stranger until it is known whose it is.
   * @param gaveWay told, once, when it was taken from it for others: it has been coming in for too long
   */
  begin(gaveWay: () => void): Hold
  readonly taken: number
}

/** What one request holds. */
export interface Hold {
  /** Takes so many bytes more, or says that they are not to be had. */
  take(bytes: number): boolean
  /** Gives back so many bytes; all of them when nothing is said. */
  give(bytes?: number): void
  /** The body is whole: it gives way to nobody any more. */
  complete(): void
  /** Its key is one that we know, so it takes nothing from the strangers' share any more. */
  trust(): void
}

export interface MemoryLimits {
  readonly bytes: number
  /** Of them, what bodies may hold whose key is not known to be good. */
  readonly strangerBytes: number
}

/** Bodies are whole within milliseconds; one that takes longer than this gives way when memory is wanted. */
const patienceMs = 2_000

interface Holder {
  readonly since: number
  held: number
  isStranger: boolean
  readonly gaveWay: () => void
}

/** @param now milliseconds on a clock that only goes forwards */
export function memoryBudget(
  limits: MemoryLimits,
  now: () => number = () => performance.now(),
): MemoryBudget {
  let taken = 0
  let ofStrangers = 0
  /** Whose bodies are not whole yet, the longest first. */
  const incomplete = new Set<Holder>()

  const add = (holder: Holder, bytes: number): void => {
    holder.held += bytes
    taken += bytes
    if (holder.isStranger) ofStrangers += bytes
  }
  const fits = ({ isStranger }: Holder, bytes: number): boolean =>
    taken + bytes <= limits.bytes && (!isStranger || ofStrangers + bytes <= limits.strangerBytes)
  // Whoever sends a byte now and then cannot silence the others, nor a stranger those who are known.
  const makeRoom = (wanting: Holder, bytes: number): void => {
    for (const holder of incomplete) {
      if (fits(wanting, bytes) || now() - holder.since < patienceMs) return
      if (holder === wanting || (wanting.isStranger && !holder.isStranger)) continue
      incomplete.delete(holder)
      add(holder, -holder.held)
      holder.gaveWay()
    }
  }
  return {
    begin(gaveWay) {
      const holder: Holder = { since: now(), held: 0, isStranger: true, gaveWay }
      incomplete.add(holder)
      return {
        take(bytes) {
          makeRoom(holder, bytes)
          if (!fits(holder, bytes)) return false
          add(holder, bytes)
          return true
        },
        give(bytes = holder.held) {
          add(holder, -bytes)
          if (holder.held === 0) incomplete.delete(holder)
        },
        complete: () => void incomplete.delete(holder),
        trust() {
          if (holder.isStranger) ofStrangers -= holder.held
          holder.isStranger = false
        },
      }
    },
    get taken() {
      return taken
    },
  }
}
