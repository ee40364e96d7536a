import type { Database, Queryable } from './database.ts'
import { sql } from './sql.ts'

const pingMs = 1_000

/**
 * Does the work while nobody else holds the lock of that name, in any process. The lock is given back
 * when the work ends, and by PostgreSQL itself when this process dies or stands still for seconds: work
 * that must not be done twice needs a mark of its own in what it writes.
 * @returns the work's result, or undefined when another holds the lock
 */
export async function withLock<T>(
  db: Database,
  name: string,
  work: () => Promise<T>,
): Promise<{ readonly result: T } | undefined> {
  let done: { readonly result: T } | undefined
  try {
    await db.transaction(async (tx) => {
      const [row] = await tx.query<{ locked: boolean }>(
        sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 4400)) as locked`,
      )
      if (row!.locked) done = { result: await whileAwake(tx, work) }
    })
  } catch (error) {
    // The work is done; that the connection with the lock broke meanwhile changes nothing.
    if (!done) throw error
  }
  return done
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
