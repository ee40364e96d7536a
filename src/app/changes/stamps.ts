import { sql, type Queryable } from '../../platform/database/index.ts'

/** What an open screen may show, and be told of when it changes. */
export type Topic = 'signals' | 'facts' | 'desk' | 'content' | 'placements' | 'runs' | 'people'

/** For each topic a text that is another one whenever something of it changed. */
export type Stamps = Readonly<Partial<Record<Topic, string>>>

/** Reads them in one question that touches the ends of indexes and small tables only. */
export async function readStamps(db: Queryable): Promise<Stamps> {
  const [row] = await db.query<Stamps>(sql`
    with counted as (
      select sum(read) as read, sum(quarantined) as quarantined from tally
    )
    select
      concat_ws(':', (select max(position) from signal), (select read from counted)) as signals,
      concat_ws(':',
        (select max(id) from exception_event), (select quarantined from counted)) as desk,
      concat_ws(':',
        (select max(id) from content_publication),
        (select concat_ws(':', count(*), sum(latest), count(file_gone_at)) from content_entry)
      ) as content,
      (select max(version)::text from variant_table) as placements,
      concat_ws(':',
        (select max(id) from run),
        (select concat_ws(':', count(*), sum(read)) from run where state = 'running')) as runs,
      concat_ws(':',
        (select concat_ws(':', count(*), max(updated_at)) from account_person),
        (select concat_ws(':', max(id), count(used_at), count(voided_at)) from account_link),
        (select concat_ws(':', count(*), max(id), max(last_used_at)) from account_passkey)
      ) as people`)
  return row!
}

/** The topics that differ. */
export const changedTopics = (before: Stamps, after: Stamps): Topic[] =>
  (Object.keys(after) as Topic[]).filter((topic) => before[topic] !== after[topic])
