import { openConnection } from './connection.ts'
import type { Database, Queryable } from './database.ts'
import { sql } from './sql.ts'

const pingMs = 1_000

/**
 * Does the work while nobody else holds the lock of that name, in any process. The lock is given back
 * when the work ends, and by PostgreSQL itself when this process dies or stands still for seconds: work
 * that must not be done twice needs a mark of its own in what it writes. It is held on a connection of
 * its own: work that takes an hour takes none from the pool, which everything else shares.
 * @returns the work's result, or undefined when another holds the lock
 */
export async function withLock<T>(
  db: Database,
  name: string,
  work: () => Promise<T>,
): Promise<{ readonly result: T } | undefined> {
  const connection = await openConnection({ url: db.url, name: 'linchpin lock' })
  try {
    await connection.query(sql`begin`)
    const [row] = await connection.query<{ locked: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 4400)) as locked`,
    )
    return row!.locked ? { result: await whileAwake(connection, work) } : undefined
  } finally {
    // Said aloud, so that the lock is free when this returns; a connection that broke has given it back.
    await connection.query(sql`rollback`).catch(() => {})
    await connection.close()
  }
}

/** Keeps the transaction from looking idle. */
async function whileAwake<T>(tx: Queryable, work: () => Promise<T>): Promise<T> {
  const ping = setInterval(() => {
    tx.query(sql`select 1`).catch(() => {})
  }, pingMs)
  try {
    return await work()
  } finally {
    clearInterval(ping)
  }
}
