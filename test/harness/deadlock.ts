import { expect } from 'vitest'
import { sql, type Database, type Sql } from '../../src/platform/database/index.ts'

/**
 * Gets into the way of the next transaction that locks `first` and then `second`: holds `second`, and
 * asks for `first` as soon as somebody waits. PostgreSQL breaks the one that has waited longest.
 * @returns once `second` is held, a promise that is kept when both were had
 */
export async function deadlock(
  db: Database,
  { first, second }: { first: Sql; second: Sql },
): Promise<{ over: Promise<void> }> {
  let hold = (): void => {}
  const held = new Promise<void>((resolve) => (hold = resolve))
  const over = db.transaction(async (tx) => {
    await tx.query(second)
    hold()
    const waiting = sql`
      select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`
    await expect.poll(() => tx.query(waiting), { timeout: 5_000 }).toHaveLength(1)
    await tx.query(first)
  })
  await held
  return { over }
}
