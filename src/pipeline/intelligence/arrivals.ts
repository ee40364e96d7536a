import { sql, type Sql } from '../../platform/database/sql.ts'

/**
 * Whether a touch `t` is a further page of an arrival that counts already, as a condition for
 * `qualify`. A single-page app keeps the outer referrer, so each of its pages says anew how the person
 * came: page views of one person with equal channel, source, campaign and referrer are one arrival as
 * long as no more than 30 minutes lie between one and the next. It began where the first one landed.
 * What is no page view, such as a form or a mail, is a touch each time.
 *
 * Arrivals are told apart by a hash of 64 bits: sorting by their long names takes several times as long.
 *
 * @param person what tells persons apart
 */
export const isSameArrival = (person: Sql): Sql => sql`
  coalesce(t.landing_page is not null and t."at" - lag(t."at") over (
    partition by hash(${person}, t.landing_page is null, t.channel, t.source, t.campaign, t.referrer)
    order by t."at", t.landing_page
  ) <= interval 30 minutes, false)`
