import { sql, type Sql } from '../../platform/database/sql.ts'
import type { WarehouseQueryable } from '../../platform/warehouse/index.ts'
import { mostExamples, type Unclear } from './references.ts'

/**
 * Common table expressions that tell which content a touch met.
 *
 * A touch names content by its id, `collection/slug`, or by the slug alone, which means the one content
 * that has it: where several collections have the slug, none. Reports show the slug where it tells
 * contents apart, and the id where it does not.
 *
 * - `content_name(called, shown)`: what a content may be called, and what it is shown as.
 */
export const contentNames: Sql = sql`
  content_known as (
    select id, slug, coalesce(slug not in (select id from content)
      and count(*) over (partition by slug) = 1, false) as is_alone
    -- Two contracts may tell of one content: its slug is the one that was told last.
    from (
      select id, arg_max(slug, version) filter (where slug is not null) as slug
      from content group by id
    )
  ),
  content_name as materialized (
    select id as called, if(is_alone, slug, id) as shown from content_known
    union
    select slug, slug from content_known where is_alone
  )`

/** What the content of a touch `t` is shown as, known or not. */
export const contentOfTouch = sql`
  coalesce((select shown from content_name n where n.called = t.content), t.content)`

/** Whether a touch `t` met content that is known. */
export const metKnownContent = sql`t.content in (select called from content_name)`

/** What a content is shown as, by its id. */
export const shownAs = (id: string): Sql =>
  sql`(select shown from content_name where called = ${id})`

/** What each content is shown as, by its id. */
export async function shownNames(warehouse: WarehouseQueryable): Promise<Map<string, string>> {
  const rows = await warehouse.query<{ id: string; shown: string }>(sql`
    with ${contentNames}
    select called as id, shown from content_name where called in (select id from content)`)
  return new Map(rows.map(({ id, shown }) => [id, shown]))
}

/** Finds touches that name content by a slug that several collections have, contract by contract. */
export const findUnclearContent = (warehouse: WarehouseQueryable): Promise<Unclear[]> =>
  warehouse.query<Unclear>(sql`
    with ${contentNames},
    shared as (
      select slug, slug || ' (' || string_agg(id, ', ' order by id) || ')' as text
      from content_known
      where slug is not null and not is_alone and slug not in (select id from content)
      group by slug
    )
    select t.contract, 'content' as about, count(*) as facts,
      list_slice(list(distinct s.text order by s.text), 1, ${mostExamples}::bigint) as examples
    from touch t join shared s on s.slug = t.content group by t.contract order by all`)
