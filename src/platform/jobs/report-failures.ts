import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Queryable } from '../database/index.ts'
import type { Log } from '../log.ts'
import { listJobs, type JobRecord } from './history.ts'
import { claimFailedJobs } from './store.ts'

/** Told of each job that failed for good, once, in the transaction that notes that it was told. */
export type OnFailed = (tx: Queryable, job: JobRecord) => Promise<void>

const everyMs = 5_000

/** Looks for failed jobs from time to time, whichever process they failed in. Returns how to stop. */
export function reportFailures(
  { db, log }: { db: Database; log: Log },
  onFailed: OnFailed,
): () => Promise<void> {
  const wake = new AbortController()
  const look = () =>
    db.transaction(async (tx) => {
      const ids = await claimFailedJobs(tx, 100)
      if (ids.length === 0) return
      for (const job of await listJobs(tx, { ids })) await onFailed(tx, job)
    })
  const kept = (async () => {
    while (!wake.signal.aborted) {
      await look().catch((error: unknown) => log.warn({ error }, 'failed jobs wait to be reported'))
      await sleep(everyMs, undefined, { signal: wake.signal }).catch(() => {})
    }
  })()
  return async () => {
    wake.abort()
    await kept
  }
}
