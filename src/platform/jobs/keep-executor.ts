import { setTimeout as sleep } from 'node:timers/promises'
import { keepConnected, type Queryable } from '../database/index.ts'
import type { Log } from '../log.ts'
import { judgeExecutor, type ExecutorRow } from './judge-executor.ts'
import {
  connectionName,
  cutExecutor,
  otherExecutors,
  registerExecutor,
  removeExecutor,
  renewExecutor,
  strayExecutors,
  tryLockExecutor,
  unlockExecutor,
} from './store.ts'

export interface ExecutorDeps {
  readonly url: string
  /** New at each start of a process. */
  readonly id: string
  readonly log: Log
  /** Takes over the jobs of an executor; another process may be doing so to ours. */
  readonly takeOver: (id: string) => Promise<void>
  /** Whether this process is ready to. */
  readonly canTakeOver: () => boolean
  /** Told when ours were taken over: this process must run no more of them. */
  readonly onEvicted: () => void
}

export interface KeptExecutor {
  /** Lets the executor's jobs be taken over at once; to be called when none of them runs here any more. */
  stop(): Promise<void>
}

const everyMs = 1_000
/** A look at the rest of the jobs every so many turns. */
const strayEvery = 10

/**
 * Registers this process as one that runs jobs, shows each second that it lives, and takes over the
 * jobs of those that do not. When the database is away it waits: it is not the others who died.
 */
export async function keepExecutor(deps: ExecutorDeps): Promise<KeptExecutor> {
  const { id, log } = deps
  const link = keepConnected({ url: deps.url, name: connectionName(id) })
  const wake = new AbortController()
  const { db } = await link.open()
  await tryLockExecutor(db, id)
  await registerExecutor(db, id)

  const turn = async (n: number): Promise<void> => {
    const { db, fresh } = await link.open()
    if (fresh) await tryLockExecutor(db, id)
    if (!(await renewExecutor(db, id))) {
      log.error({ executor: id }, 'this process hung, and its jobs were taken over')
      deps.onEvicted()
      wake.abort()
      return
    }
    link.worked()
    if (!deps.canTakeOver()) return
    for (const other of await otherExecutors(db, id)) await deal(deps, db, other)
    if (n % strayEvery === strayEvery - 1) await takeStrays(deps, db)
  }
  const kept = (async () => {
    for (let n = 0; !wake.signal.aborted; n++) {
      await sleep(everyMs, undefined, { signal: wake.signal }).catch(() => {})
      if (wake.signal.aborted) return
      await turn(n).catch((error: unknown) => link.failed(error, log))
    }
  })()
  return {
    async stop() {
      wake.abort()
      await kept
      // What was cut short stays PENDING without a row: the others find it, or we at our next start.
      await link
        .open()
        .then(({ db }) => removeExecutor(db, id))
        .catch((error: unknown) => log.warn({ error }, 'the executor could not sign off'))
      await link.close()
    },
  }
}

async function deal(deps: ExecutorDeps, db: Queryable, other: ExecutorRow): Promise<void> {
  const verdict = judgeExecutor(other)
  if (verdict === 'leave') return
  if (verdict === 'cut off') {
    deps.log.warn({ executor: other.id, ageMs: other.ageMs }, 'an executor hangs: it is cut off')
    return cutExecutor(db, other.id)
  }
  await takeOver(deps, db, other.id)
}

async function takeStrays(deps: ExecutorDeps, db: Queryable): Promise<void> {
  for (const id of await strayExecutors(db)) await takeOver(deps, db, id)
}

/** Under the dead one's own lock, so that of many who see it die one takes its jobs. */
async function takeOver({ log, takeOver }: ExecutorDeps, db: Queryable, id: string): Promise<void> {
  if (!(await tryLockExecutor(db, id))) return
  try {
    await takeOver(id)
    await removeExecutor(db, id)
    log.warn({ executor: id }, 'an executor died: its jobs are taken over')
  } finally {
    await unlockExecutor(db, id)
  }
}
