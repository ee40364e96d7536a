import { readPlace, writePlace } from '../../core/place.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import type { Page, PageOfRows, ReportRow } from './define.ts'
import { badPlace } from './read-page.ts'

/** Rows of the database that have a number of their own and add one each: the greatest number comes first. */
export interface NumberedRows {
  readonly number: Sql
  readonly columns: Sql
  /** The table, and behind `where` which of its rows. */
  readonly from: Sql
}

/**
 * Reads a page by an index alone, of tables that may hold many millions of rows. They are counted for
 * the first page; the others are told what it came to.
 * @throws ReportRequestError when `after` is no page's `next`
 */
export async function readNumbered(
  db: Queryable,
  { number, columns, from }: NumberedRows,
  { after, limit }: Page,
): Promise<PageOfRows> {
  const place = after === undefined ? undefined : placeOf(after)
  const below = place ? sql`and ${number} < ${place.below}` : sql``
  const [found, [counted]] = await Promise.all([
    db.query<ReportRow>(sql`
      select ${number} as key, 1 as adds, ${columns} from ${from} ${below}
      order by ${number} desc limit ${limit + 1}`),
    place ? [place] : db.query<{ count: number }>(sql`select count(*) from ${from}`),
  ])
  const rows = found.slice(0, limit)
  const { count } = counted
  const next = () => writePlace([Number(rows.at(-1)!['key']), count])
  return { rows, count, sum: count, ...(found.length > limit ? { next: next() } : {}) }
}

function placeOf(after: string): { readonly below: number; readonly count: number } {
  const [below, count] = (readPlace(after) ?? []).map(Number)
  if (!Number.isSafeInteger(below) || !Number.isSafeInteger(count)) throw badPlace(after)
  return { below: below!, count: count! }
}
