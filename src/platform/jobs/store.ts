import { sql, type Queryable } from '../database/index.ts'
import type { ExecutorRow } from './judge-executor.ts'

// Two-part advisory locks: this number for executors, the id's hash for the one.
const lockClass = 77

/** How the connections of an executor show in `pg_stat_activity`, so that all can be cut. */
export const connectionName = (id: string): string => `lp-${id}`

export async function registerExecutor(db: Queryable, id: string): Promise<void> {
  await db.query(sql`insert into executor (id, seen) values (${id}, clock_timestamp())`)
}

/** Says that the executor lives. False when its jobs were taken over. */
export async function renewExecutor(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query(
    sql`update executor set seen = clock_timestamp() where id = ${id} returning 1`,
  )
  return rows.length > 0
}

export async function removeExecutor(db: Queryable, id: string): Promise<void> {
  await db.query(sql`delete from executor where id = ${id}`)
}

export function otherExecutors(db: Queryable, id: string): Promise<ExecutorRow[]> {
  return db.query<ExecutorRow>(sql`
    select id,
      (extract(epoch from clock_timestamp() - greatest(seen, pg_postmaster_start_time())) * 1000)
        ::float8 as "ageMs",
      exists (
        select from pg_locks
        where locktype = 'advisory' and granted and classid = ${lockClass} and objsubid = 2
          and objid = (hashtext(id)::bigint & 4294967295)::oid
          and database = (select oid from pg_database where datname = current_database())
      ) as held
    from executor where id <> ${id}`)
}

/** Executors that left running jobs behind and have no row any more. */
export async function strayExecutors(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    select distinct executor_id as id from dbos.workflow_status
    where status = 'PENDING' and executor_id is not null
      and executor_id not in (select id from executor)`)
  return rows.map(({ id }) => id)
}

export async function tryLockExecutor(db: Queryable, id: string): Promise<boolean> {
  const [row] = await db.query<{ taken: boolean }>(
    sql`select pg_try_advisory_lock(${lockClass}, hashtext(${id})) as taken`,
  )
  return row!.taken
}

export async function unlockExecutor(db: Queryable, id: string): Promise<void> {
  await db.query(sql`select pg_advisory_unlock(${lockClass}, hashtext(${id}))`)
}

/**
 * Cuts all connections of an executor. Not only the one with its lock: one that was stopped may hold
 * the rows of a job in a transaction on another.
 */
export async function cutExecutor(db: Queryable, id: string): Promise<void> {
  await db.query(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = ${connectionName(id)} and pid <> pg_backend_pid()`)
}

/** Marks failed jobs as told. Those that it returns are to be told now, in the same transaction. */
export async function claimFailedJobs(db: Queryable, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    insert into reported_job (id)
    select workflow_uuid from dbos.workflow_status
    where status in ('ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED')
      and workflow_uuid not in (select id from reported_job)
    order by created_at limit ${limit}
    on conflict (id) do nothing returning id`)
  return rows.map(({ id }) => id)
}

/** Jobs that ended before the moment. */
export async function endedJobs(db: Queryable, before: Date, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    select workflow_uuid as id from dbos.workflow_status
    where completed_at < ${before.getTime()}
      and status in ('SUCCESS', 'ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED')
    order by completed_at limit ${limit}`)
  return rows.map(({ id }) => id)
}

export async function forgetReported(db: Queryable, ids: readonly string[]): Promise<void> {
  await db.query(sql`delete from reported_job where id = any(${ids})`)
}
