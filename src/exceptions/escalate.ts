import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import { overdue, type Escalation } from './overdue.ts'
import { markEscalated, selectUnescalated } from './store.ts'

const batch = 1_000

/**
 * Marks what is overdue, once each, and writes it into its history. Several may run at once; each
 * exception falls to one of them.
 * @returns what was marked now
 */
export async function escalateOverdue({
  db,
  clock,
}: {
  db: Database
  clock: Clock
}): Promise<Escalation[]> {
  const all: Escalation[] = []
  for (;;) {
    const marked = await db.transaction(async (tx) => {
      const now = clock.now()
      const found = overdue(await selectUnescalated(tx, now, batch), now)
      if (found.length > 0) await markEscalated(tx, found, now)
      return found
    })
    all.push(...marked)
    if (marked.length < batch) return all
  }
}
