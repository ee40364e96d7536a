import { readPlace, writePlace } from '../../core/place.ts'
import { sql, type Sql } from '../../platform/database/sql.ts'
import type { Page, PageOfRows, ReportRow } from './define.ts'
import { ReportRequestError } from './report-error.ts'

/** Where a page ended: the last row's `sort` and `key`. */
type Place = readonly [sort: number, key: string]

type CountedRow = ReportRow & { readonly in_all: number; readonly comes_to: number }

/** What has no `sort` comes last. */
const sort = sql`coalesce(sort::double precision, '-infinity')`
const key = sql`key::varchar`

/**
 * Reads a page of a statement whose rows carry `key`, `sort` and `adds`. Pages follow the rows, not
 * their numbers, so that a row that arrives meanwhile shifts nothing.
 *
 * @param ask the facts or the database: it is written so that both understand it
 * @throws ReportRequestError when `after` is no page's `next`
 */
export async function readPage(
  ask: (statement: Sql) => Promise<ReportRow[]>,
  statement: Sql,
  { after, limit }: Page,
): Promise<PageOfRows> {
  const place = after === undefined ? undefined : placeOf(after)
  const beyond = place
    ? sql`${sort} < ${place[0]}::double precision
        or (${sort} = ${place[0]}::double precision and ${key} > ${place[1]}::varchar)`
    : sql`true`
  const found = (await ask(sql`
    with behind as materialized (${statement})
    select *, (select count(*) from behind) as in_all, (select sum(adds)::double precision from behind) as comes_to
    from behind where ${beyond} order by ${sort} desc, ${key} limit ${limit + 1}::bigint`)) as CountedRow[]
  const rows = found.slice(0, limit)
  return {
    rows,
    count: found[0]?.in_all ?? 0,
    sum: found[0]?.comes_to ?? 0,
    ...(found.length > limit ? { next: placeIn(rows.at(-1)!) } : {}),
  }
}

const lowest = '-infinity'

/** JSON has no infinity. */
const placeIn = ({ sort, key }: ReportRow): string =>
  writePlace([sort === null ? lowest : Number(sort), String(key)])

function placeOf(text: string): Place {
  const [sort, key] = readPlace(text) ?? []
  const known = typeof sort === 'number' || sort === lowest
  // No text of the database holds a NUL, and asking with one would be a fault of ours.
  if (known && typeof key === 'string' && !key.includes('\0'))
    return [sort === lowest ? -Infinity : sort, key]
  throw badPlace(text)
}

export const badPlace = (text: string) =>
  new ReportRequestError('request', `'after' is the 'next' of the page before, not '${text}'`)
