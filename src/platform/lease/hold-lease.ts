import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { takeTurns } from './take-turns.ts'

/** Proof that this process holds the lease. */
export interface HeldLease {
  /** Greater than that of every holder before. */
  readonly token: number
  /**
   * To be awaited right before each write. At once while the database has confirmed the lease within
   * the last 2.5 s; else it is asked, so that one that was stopped learns on waking what it missed.
   * @throws LeaseLostError
   */
  assertHeld(): Promise<void>
}

export interface LeaseOptions {
  readonly url: string
  /** What is leased: `warehouse`. */
  readonly name: string
  readonly log: Log
  /** Told each time that this process becomes the holder. If it throws, the lease is given back and tried for again. */
  readonly onHeld: (lease: HeldLease) => void | Promise<void>
  /** Told when another process took it. When it returns, this one stands by again. */
  readonly onLost: () => void | Promise<void>
  /** The name of this machine. Default: as the system says. */
  readonly host?: string
}

export interface LeaseKeeper {
  readonly state: () => 'held' | 'standby'
  /** Gives it back, so that another takes it within a second, and stops trying for it. */
  release(): Promise<void>
}

const everyMs = 1_000

/**
 * Tries for a lease and keeps it: of all the processes that do so, one holds it at a time. When that
 * one dies, another takes it within about 4 s; when it hangs, its connection is cut after 10 s (and
 * it is killed, if it runs on this machine). An outage of the database alone changes nothing.
 * Returns after the first try.
 */
export async function holdLease({ log, ...options }: LeaseOptions): Promise<LeaseKeeper> {
  const wake = new AbortController()
  const turns = await takeTurns({ log, ...options })
  const kept = (async () => {
    while (!wake.signal.aborted) {
      await turns.take()
      await sleep(everyMs, undefined, { signal: wake.signal }).catch(() => {})
    }
  })()
  await turns.take()
  return {
    state: () => (turns.holds() ? 'held' : 'standby'),
    async release() {
      wake.abort()
      await kept
      await turns.end()
    },
  }
}
