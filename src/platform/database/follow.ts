import { backoffMs } from '../../core/backoff.ts'
import type { Log } from '../log.ts'
import type { Database } from './database.ts'

export interface FollowOptions {
  readonly db: Database
  readonly log: Log
  /** Where the database says that there is something new. */
  readonly channel: string
  /** What is followed, for the log: `published content`. */
  readonly what: string
  /** Looks at what there is now. Called again when it throws. */
  readonly look: () => Promise<void>
  /** How long to trust silence, since a connection can die without a sound. Default 30 s. */
  readonly pollMs?: number | undefined
}

export interface Following {
  /** Looks no more; fulfilled when the last look has ended. */
  close(): Promise<void>
}

const retry = { baseMs: 250, capMs: 5_000 }

/**
 * Looks at once, whenever the database speaks, and by the clock; one look at a time, and one more when
 * something is heard during it. While the database is away it tries again, ever less often.
 */
export function follow({
  db,
  log,
  channel,
  what,
  look,
  pollMs = 30_000,
}: FollowOptions): Following {
  let closed = false
  let queued = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let stop: (() => Promise<void>) | undefined
  let turn: Promise<void> = Promise.resolve()

  const lookNow = async (): Promise<void> => {
    queued = false
    if (closed) return
    let waitMs = pollMs
    try {
      stop ??= await db.listen(channel, wake)
      await look()
      failures = 0
    } catch (error) {
      failures += 1
      waitMs = retry.baseMs + backoffMs(retry, failures, Math.random())
      if (failures === 1) log.warn({ err: error }, `${what} cannot be refreshed at the moment`)
    }
    clearTimeout(timer)
    if (!closed) timer = setTimeout(wake, waitMs)
  }
  const wake = (): void => {
    if (queued || closed) return
    queued = true
    turn = turn.then(lookNow)
  }
  wake()

  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await turn
      await stop?.()
    },
  }
}
