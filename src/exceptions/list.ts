import type { Queryable } from '../platform/database/index.ts'
import { readPlace, writePlace } from '../core/place.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { ExceptionEntry } from './exception.ts'
import { selectExceptions, type DeskFilter } from './store.ts'

export interface ExceptionPage {
  readonly exceptions: readonly ExceptionEntry[]
  /** Where the next page begins; absent on the last one. */
  readonly next?: string
}

const mostPerPage = 500

/**
 * The desk: open exceptions (or resolved ones) in the order in which they are due. A page begins
 * behind the place that the page before ended at, so one that is opened or resolved meanwhile
 * neither hides nor repeats another.
 * @param page `after`: the `next` of the page before; `limit`: default 50, at most 500
 */
export async function listExceptions(
  { db }: { db: Queryable },
  filter: DeskFilter = {},
  page: { after?: string | undefined; limit?: number | undefined } = {},
): Promise<Result<ExceptionPage, string>> {
  const place = page.after === undefined ? ok(undefined) : placeOf(page.after)
  if (!place.ok) return place
  const limit = Math.min(Math.max(1, Math.trunc(page.limit ?? 50)), mostPerPage)
  const rows = await selectExceptions(db, filter, place.value, limit + 1)
  const exceptions = rows.slice(0, limit)
  const last = rows.length > limit ? exceptions.at(-1) : undefined
  return ok(
    last ? { exceptions, next: writePlace([last.dueAt.getTime(), last.id]) } : { exceptions },
  )
}

function placeOf(text: string): Result<{ dueAt: Date; id: number }, string> {
  const [dueMs, id] = readPlace(text) ?? []
  const dueAt = new Date(typeof dueMs === 'number' ? dueMs : Number.NaN)
  return Number.isSafeInteger(id) && !Number.isNaN(dueAt.getTime())
    ? ok({ dueAt, id: id as number })
    : err(`"${text.slice(0, 100)}" is not a place in the list; take it from a page's "next"`)
}
