import type { FailureCounts, NextAttempt } from '../../contracts/index.ts'
import { sql, type Queryable } from '../../platform/database/index.ts'

/** A source that is tried again. */
export interface PendingRetry extends NextAttempt {
  readonly source: string
  /** The run that failed last. */
  readonly run: number
  readonly failed: FailureCounts
  /** When the first of the runs failed. */
  readonly since: Date
}

const columns = sql`source, run, failed, since, mode, attempt, times, at`

/** Every source that is tried again, the next first. */
export const selectRetries = (db: Queryable): Promise<PendingRetry[]> =>
  db.query(sql`select ${columns} from source_retry order by at`)

/** The sources whose next attempt is due. */
export const selectDueRetries = (db: Queryable, now: Date): Promise<PendingRetry[]> =>
  db.query(sql`select ${columns} from source_retry where at <= ${now} order by at`)

export async function findRetry(db: Queryable, source: string): Promise<PendingRetry | undefined> {
  const [row] = await db.query<PendingRetry>(
    sql`select ${columns} from source_retry where source = ${source}`,
  )
  return row
}

export async function saveRetry(db: Queryable, it: PendingRetry): Promise<void> {
  await db.query(sql`
    insert into source_retry (source, run, failed, since, mode, attempt, times, at)
    values (${it.source}, ${it.run}, ${JSON.stringify(it.failed)}, ${it.since}, ${it.mode},
      ${it.attempt}, ${it.times}, ${it.at})
    on conflict (source) do update set
      run = excluded.run, failed = excluded.failed, mode = excluded.mode,
      attempt = excluded.attempt, times = excluded.times, at = excluded.at`)
}

export async function dropRetry(db: Queryable, source: string): Promise<void> {
  await db.query(sql`delete from source_retry where source = ${source}`)
}
