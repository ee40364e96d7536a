import type { Queryable } from '../database/index.ts'
import { sql } from '../database/index.ts'

/** A process that holds or wants a lease. */
export interface Holder {
  readonly id: string
  readonly host: string
  readonly pid: number
  /** When the process was started, which tells it from a later one with the same number. */
  readonly started: string
}

/** A lease as it stands. */
export interface LeaseRow extends Omit<Holder, 'id'> {
  readonly holder: string | null
  readonly token: number
  /** Since the holder was last seen, in milliseconds. A restart of the database counts as seeing it. */
  readonly ageMs: number
  /** Whether the connection that took the lock still lives. */
  readonly locked: boolean
}

// Two-part advisory locks: this number for leases, the name's hash for the one.
const lockClass = 78

export async function findLease(db: Queryable, name: string): Promise<LeaseRow | undefined> {
  const [row] = await db.query<LeaseRow>(sql`
    select holder, token, host, pid, started,
      (extract(epoch from clock_timestamp() - greatest(seen, pg_postmaster_start_time())) * 1000)
        ::float8 as "ageMs",
      exists (${lockHolders(name)}) as locked
    from lease where name = ${name}`)
  return row
}

/** Takes the lock for this connection, unless another has it. */
export async function tryLock(db: Queryable, name: string): Promise<boolean> {
  const [row] = await db.query<{ taken: boolean }>(
    sql`select pg_try_advisory_lock(${lockClass}, hashtext(${name})) as taken`,
  )
  return row!.taken
}

export async function unlock(db: Queryable, name: string): Promise<void> {
  await db.query(sql`select pg_advisory_unlock(${lockClass}, hashtext(${name}))`)
}

/**
 * Becomes the holder if the lease is as it was when judged, and its holder has not been seen since.
 * The new token, or undefined when it is otherwise.
 */
export async function claimLease(
  db: Queryable,
  name: string,
  { id, host, pid, started }: Holder,
  judged: { readonly token: number; readonly deadMs: number },
): Promise<number | undefined> {
  const [row] = await db.query<{ token: number }>(sql`
    insert into lease as held (name, holder, token, seen, host, pid, started)
    values (${name}, ${id}, 1, clock_timestamp(), ${host}, ${pid}, ${started})
    on conflict (name) do update set holder = excluded.holder, token = held.token + 1,
      seen = excluded.seen, host = excluded.host, pid = excluded.pid, started = excluded.started
    where held.token = ${judged.token} and (held.holder is null or
      clock_timestamp() - greatest(held.seen, pg_postmaster_start_time())
        > make_interval(secs => ${judged.deadMs / 1_000}))
    returning token`)
  return row?.token
}

/** Says that the holder lives. False when the lease is somebody else's by now. */
export async function renewLease(db: Queryable, name: string, token: number): Promise<boolean> {
  const rows = await db.query(sql`
    update lease set seen = clock_timestamp()
    where name = ${name} and token = ${token} and holder is not null returning 1`)
  return rows.length > 0
}

export async function giveBackLease(db: Queryable, name: string, token: number): Promise<void> {
  await db.query(sql`update lease set holder = null where name = ${name} and token = ${token}`)
}

/** Cuts the connection that has the lock. */
export async function cutLock(db: Queryable, name: string): Promise<void> {
  await db.query(sql`select pg_terminate_backend(pid) from (${lockHolders(name)}) locks`)
}

const lockHolders = (name: string) => sql`
  select pid from pg_locks
  where locktype = 'advisory' and granted and classid = ${lockClass} and objsubid = 2
    and objid = (hashtext(${name})::bigint & 4294967295)::oid
    and database = (select oid from pg_database where datname = current_database())`
