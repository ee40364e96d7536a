import type { Queryable } from '../../platform/database/index.ts'
import {
  countHeld,
  selectHeld,
  selectHeldEntries,
  type HeldEntry,
  type HeldFilter,
  type HeldSummary,
} from './quarantine-store.ts'

/** A held record as a list shows it. `start` is its beginning as text; what is no UTF-8 shows as �. */
export interface HeldListEntry extends Omit<HeldEntry, 'start'> {
  readonly start: string
}

const mostPerPage = 500
const startLength = 2_000

/** Held records, in the order in which they came. `after` is the last id of the page before. */
export async function listHeld(
  { db }: { db: Queryable },
  filter: HeldFilter,
  page: { after?: number | undefined; limit?: number | undefined } = {},
): Promise<{ records: HeldListEntry[]; next?: number }> {
  const limit = Math.min(Math.max(1, Math.trunc(page.limit ?? 50)), mostPerPage)
  const rows = await selectHeldEntries(db, filter, page.after ?? 0, limit + 1, startLength)
  const records = rows.slice(0, limit).map((row) => ({ ...row, start: row.start.toString() }))
  return rows.length > limit ? { records, next: records.at(-1)!.id } : { records }
}

/** The bytes of one held record, as they came. */
export async function showHeld(
  { db }: { db: Queryable },
  record: number,
): Promise<Buffer | undefined> {
  const [found] = await selectHeld(db, [record])
  return found?.raw
}

/** How many records were ever held under an exception, and what became of them. */
export const heldUnder = ({ db }: { db: Queryable }, exception: number): Promise<HeldSummary> =>
  countHeld(db, exception)
