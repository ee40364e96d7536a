import { sql, type Sql } from '../../platform/database/sql.ts'

/**
 * Common table expressions that tell what was won, from whom, and when.
 *
 * A *journey* is what touches are credited with: a person who became a lead, a deal that was opened,
 * a customer who paid first. All money of a deal, and all payments of a customer without a deal,
 * refunds too, follow the touches before that one moment; otherwise a refund would be taken from
 * another channel than the sale was given to, and renewals from none.
 *
 * - `lead(journey, person, at)`: persons who became leads, once each, when they first did.
 * - `deal(journey, id, account, micros, currency, status, opened, closed)`: deals, merged ones once.
 * - `payment(journey, of_deal, person, account, at, micros, currency)`: revenue.
 * - `party(journey, person, won_at)`: whose touches count for a journey. For a deal these are its
 *   person and its contact roles; persons of its account only where no contact is known. For
 *   revenue without a deal the person who paid, else the persons of the account.
 */
export const journeys: Sql = sql`
  ${mergedDeals()},
  lead as materialized (
    select 'lead ' || coalesce(i.person, p.id) as journey, coalesce(i.person, p.id) as person,
      min(p.lead_at) as "at"
    from person p left join identifier i on i.id = p.id
    where p.lead_at is not null group by all
  ),
  deal as materialized (
    select 'deal ' || o.contract || ' ' || o.id as journey, o.id, o.account,
      o.amount_micros as micros, o.amount_currency as currency, o.status,
      coalesce(o.created_at, o.closed_at) as opened, coalesce(o.closed_at, o.created_at) as closed
    from opportunity o where o.id not in (select id from merged)
  ),
  payment as materialized (
    select coalesce(d.journey, 'payer ' || coalesce(i.person, r.person), 'payer of ' || r.account,
        'payment ' || r.contract || ' ' || r.id) as journey,
      d.journey is not null as of_deal, coalesce(i.person, r.person) as person, r.account, r."at",
      r.amount_micros as micros, r.amount_currency as currency
    from revenue r
    left join merged m on m.id = r.opportunity
    left join (select id, min(journey) as journey from deal group by id) d
      on d.id = coalesce(m."into", r.opportunity)
    left join identifier i on i.id = r.person
  ),
  ${parties()}`

/** Deals that were merged away, with the deal that stands for them now, through chains of merges. */
function mergedDeals(): Sql {
  return sql`
  merge_step(id, "into") as (
    select "from", "into" from opportunity_merge
    union
    select s.id, m."into" from merge_step s join opportunity_merge m on m."from" = s."into"
  ),
  merged as materialized (
    select s.id, min(s."into") as "into" from merge_step s
    where s."into" in (select id from opportunity)
      and s."into" not in (select "from" from opportunity_merge)
    group by s.id
  )`
}

function parties(): Sql {
  return sql`
  member as materialized (
    select distinct coalesce(i.person, p.id) as person, p.account
    from person p left join identifier i on i.id = p.id where p.account is not null
  ),
  contact as (
    select o.id as deal, o.person from opportunity o where o.person is not null
    union all
    select c.opportunity, c.person from contact_role c
  ),
  deal_party as materialized (
    select distinct d.journey, coalesce(i.person, c.person) as person, d.opened
    from contact c
    left join merged m on m.id = c.deal
    join deal d on d.id = coalesce(m."into", c.deal)
    left join identifier i on i.id = c.person
  ),
  payer as (
    select journey, any_value(person) as person, any_value(account) as account, min("at") as paid
    from payment where not of_deal group by journey
  ),
  party as materialized (
    select journey, person, "at" as won_at from lead
    union all
    select journey, person, opened from deal_party where opened is not null
    union all
    select d.journey, m.person, d.opened from deal d join member m on m.account = d.account
    where d.opened is not null and d.journey not in (select journey from deal_party)
    union all
    select journey, person, paid from payer where person is not null
    union all
    select p.journey, m.person, p.paid from payer p join member m on m.account = p.account
    where p.person is null
  )`
}
