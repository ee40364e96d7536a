import { setTimeout as sleep } from 'node:timers/promises'
import type { ExceptionRoute } from '../../exceptions/define.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Dying } from './supervise-role.ts'

export interface DeskOptions {
  readonly databaseUrl: string
  readonly routes: readonly ExceptionRoute[]
  readonly log: Log
  /** How soon it is tried again while the database does not answer, in milliseconds. Default 5,000. */
  readonly retryMs?: number
}

export interface DeskTeller {
  /** Puts it on the desk, as soon as the database answers; of each role the last that was told. */
  readonly tell: (dying: Dying) => void
  /** What could not be told by now stays in the log alone. */
  close(): Promise<void>
}

/** Stopping waits for no database that hangs. */
const patienceMs = 5_000

/** The parent's way to the desk: it must be told of a role that is in no state to tell it itself. */
export function tellDesk(options: DeskOptions): DeskTeller {
  const waiting = new Map<string, Dying>()
  const halt = new AbortController()
  let told = Promise.resolve()
  return {
    tell(dying) {
      waiting.set(dying.role, dying)
      told = told
        .then(() => tellAll(options, waiting, halt.signal))
        .catch((error: unknown) => options.log.error({ error }, 'the desk could not be told'))
    },
    async close() {
      halt.abort()
      await told
    },
  }
}

async function tellAll(
  { databaseUrl, routes, log, retryMs = 5_000 }: DeskOptions,
  waiting: Map<string, Dying>,
  signal: AbortSignal,
): Promise<void> {
  if (waiting.size === 0) return
  // Only now: a parent whose roles live needs no database driver.
  const [{ raise }, { openDatabase }] = await Promise.all([
    import('../../exceptions/index.ts'),
    import('../../platform/database/index.ts'),
  ])
  const pool = openDatabase({ url: databaseUrl, name: 'linchpin-start', connections: 1 })
  const db: Queryable = { query: (statement) => pool.query(statement, { patienceMs }) }
  try {
    while (waiting.size > 0 && !signal.aborted) {
      for (const [role, dying] of waiting) {
        const isTold = await raise({ db, clock: systemClock, routes }, troubleOf(dying)).then(
          () => true,
          (error: unknown) => {
            log.warn({ error, role }, 'the desk is told once it answers')
            return false
          },
        )
        if (isTold && waiting.get(role) === dying) waiting.delete(role)
      }
      if (waiting.size > 0) await sleep(retryMs, undefined, { signal }).catch(() => {})
    }
  } finally {
    await pool.close()
  }
}

const troubleOf = ({ role, times, how }: Dying) => ({
  mode: 'unavailable' as const,
  owner: 'operations',
  title: `The ${role} process dies again and again`,
  about: `process: ${role}`,
  detail: {
    reason: `${how}; it died ${times} times within ten minutes, and is started again each time`,
    remedy: 'read its last lines in the log, and mend what they name',
  },
})
