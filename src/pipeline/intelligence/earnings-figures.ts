import { sql } from '../../platform/database/sql.ts'
import type { WarehouseQueryable } from '../../platform/warehouse/index.ts'
import { contentNames, contentOfTouch, metKnownContent, shownAs } from './content-names.ts'
import {
  conversions,
  creditQuery,
  one,
  parts,
  topicsOfContent,
  touchesOfJourneys,
  type CreditQuestion,
  type CreditRow,
} from './credit.ts'
import { unknownTopic } from './dimension.ts'
import { journeys } from './journeys.ts'
import { inPeriod, type Period } from './period.ts'

/** What content is credited with: each touch that met content alike, as far back as reports usually look. */
const usual = { credit: 'linear', lookback: 30, contentOnly: true } as const

export interface MetRow {
  readonly value: string
  readonly touches: number
  readonly people: number
}

/** What each piece of content, or each topic, is credited with. */
export const creditedTo = (
  warehouse: WarehouseQueryable,
  by: 'content' | 'topic',
  period: Period,
): Promise<CreditRow[]> => {
  const question: CreditQuestion = { ...usual, by, ...period }
  return warehouse.query<CreditRow>(creditQuery(question))
}

/** How often content was met in the period, and by how many people. */
export const metContent = (warehouse: WarehouseQueryable, period: Period): Promise<MetRow[]> =>
  warehouse.query<MetRow>(sql`
    with ${contentNames}
    select ${contentOfTouch} as value, count(*) as touches,
      count(distinct hash(coalesce(i.person, t.person))) as people
    from touch t left join identifier i on i.id = t.person
    where ${metKnownContent} and ${inPeriod(sql`t."at"`, period)}
    group by 1`)

/** How often content of each topic, or of none, was met; content with several topics counts under each. */
export const metTopics = (warehouse: WarehouseQueryable, period: Period): Promise<MetRow[]> =>
  warehouse.query<MetRow>(sql`
    with ${contentNames}, ${topicsOfContent()},
    met as materialized (
      select ${contentOfTouch} as value, hash(coalesce(i.person, t.person)) as who, count(*) as touches
      from touch t left join identifier i on i.id = t.person
      where ${metKnownContent} and ${inPeriod(sql`t."at"`, period)}
      group by 1, 2
    )
    select coalesce(o.topic, ${unknownTopic}) as value, sum(m.touches)::bigint as touches,
      count(distinct m.who) as people
    from met m left join topic_of o on o.content = m.value
    group by 1`)

/** How many pieces of content each topic has; null for those without one. */
export const countPosts = (
  warehouse: WarehouseQueryable,
): Promise<{ topic: string | null; posts: number }[]> =>
  warehouse.query(sql`
    with ${contentNames}, ${topicsOfContent()}
    select o.topic, count(*) as posts
    from (select distinct shown from content_name where called in (select id from content)) c
    left join topic_of o on o.content = c.shown
    group by o.topic`)

export interface WeekMetRow {
  readonly week: Date
  readonly touches: number
  readonly people: number
}

/** The weeks in which a piece of content was met. */
export const metByWeek = (
  warehouse: WarehouseQueryable,
  content: string,
  period: Period,
): Promise<WeekMetRow[]> =>
  warehouse.query<WeekMetRow>(sql`
    with ${contentNames}
    select date_trunc('week', t."at")::timestamp as week, count(*) as touches,
      count(distinct coalesce(i.person, t.person)) as people
    from touch t left join identifier i on i.id = t.person
    where ${contentOfTouch} = ${shownAs(content)} and ${metKnownContent}
      and ${inPeriod(sql`t."at"`, period)}
    group by 1`)

export interface WeekCreditRow extends Omit<CreditRow, 'value'> {
  /** Its Monday; null where what was won has no date. */
  readonly week: Date | null
}

/** What a piece of content is credited with, by the week in which it was won. */
export const creditedByWeek = (
  warehouse: WarehouseQueryable,
  content: string,
  period: Period,
): Promise<WeekCreditRow[]> =>
  warehouse.query<WeekCreditRow>(sql`
    with recursive ${journeys},
    ${contentNames},
    ${conversions(period, true)},
    ${touchesOfJourneys({ ...usual, by: 'content', ...period })},
    ${parts}
    select c.week::timestamp as week, c.figure, c.currency,
      sum(c.parts::double * p.part / p.whole) / if(c.currency is null, ${one}, 1) as amount
    from conversion c join part p using (journey)
    where p.value = ${shownAs(content)}
    group by c.week, c.figure, c.currency order by all`)
