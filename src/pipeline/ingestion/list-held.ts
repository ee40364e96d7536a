import { isUtf8 } from 'node:buffer'
import type { Queryable } from '../../platform/database/index.ts'
import {
  countHeld,
  selectHeldEntries,
  selectQuarantined,
  type HeldEntry,
  type HeldFilter,
  type HeldSummary,
  type QuarantinedRecord,
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

/** One record of the quarantine, whole, and what became of it. */
export interface ShownHeld extends Omit<QuarantinedRecord, 'raw'> {
  readonly bytes: number
  /** The record as text; what is no UTF-8 shows as �. */
  readonly text: string
  /** Whether its bytes are UTF-8, so that the text is all of it. */
  readonly exact: boolean
}

/** One record of the quarantine, held or settled. */
export async function showHeld(
  { db }: { db: Queryable },
  record: number,
): Promise<ShownHeld | undefined> {
  const found = await selectQuarantined(db, record)
  if (!found) return undefined
  const { raw, ...rest } = found
  return { ...rest, bytes: raw.length, text: raw.toString(), exact: isUtf8(raw) }
}

/** How many records were ever held under an exception, and what became of them. */
export const heldUnder = ({ db }: { db: Queryable }, exception: number): Promise<HeldSummary> =>
  countHeld(db, exception)
