import type { Queryable } from './database.ts'
import { sql } from './sql.ts'

/**
 * Runs a part of a transaction: when it throws, what it wrote is undone, and the transaction can go on.
 * Parts of one transaction run one after the other.
 */
export async function savepoint<T>(tx: Queryable, work: () => Promise<T>): Promise<T> {
  await tx.query(sql`savepoint part`)
  try {
    const result = await work()
    await tx.query(sql`release savepoint part`)
    return result
  } catch (error) {
    await tx.query(sql`rollback to savepoint part`)
    await tx.query(sql`release savepoint part`)
    throw error
  }
}
