import { sql, type Queryable } from '../platform/database/index.ts'

/** Empties the desk, resolved exceptions and their histories too, so that the workspace is as new. */
export async function forgetExceptions(tx: Queryable): Promise<void> {
  await tx.query(sql`truncate exception_event, exception`)
}
