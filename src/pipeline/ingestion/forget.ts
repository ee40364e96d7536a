import { sql, type Queryable } from '../../platform/database/index.ts'

/**
 * Deletes everything that ever came in, held records and counts too, so that the workspace is as new.
 * The facts must be made anew after it. Positions go on from where they were.
 */
export async function forgetSignals(tx: Queryable): Promise<void> {
  await tx.query(
    sql`truncate signal, quarantine, tally, tally_hour, run, file_cursor, source_header,
      source_retry`,
  )
}
