import { sql, type Sql } from '../../platform/database/sql.ts'
import { homes, systemOfAccount, systemOfDeal } from './references.ts'

/**
 * Common table expressions that tell what was won, from whom, and when.
 *
 * A *journey* is what touches are credited with: a person who became a lead, a deal that was opened,
 * a customer who paid first. All money of a deal, and all payments of a customer without a deal,
 * refunds too, follow the touches before that one moment; otherwise a refund would be taken from
 * another channel than the sale was given to, and renewals from none.
 *
 * - `lead(journey, person, at)`: persons who became leads, once each, when they first did.
 * Ids are of a system: deals of two systems are two deals, whatever their ids.
 *
 * - `deal(journey, system, id, account_in, account, micros, currency, status, opened, closed)`: deals,
 *   merged ones once. `account_in` is the account's system.
 * - `payment(journey, of_deal, person, account_in, account, at, micros, currency)`: revenue.
 * - `party(journey, person, won_at)`: whose touches count for a journey. For a deal these are its
 *   person and its contact roles; persons of its account only where no contact is known. For
 *   revenue without a deal the person who paid, else the persons of the account.
 */
export const journeys: Sql = sql`
  ${homes},
  ${mergedDeals()},
  lead as materialized (
    select 'lead ' || coalesce(i.person, p.id) as journey, coalesce(i.person, p.id) as person,
      min(p.lead_at) as "at"
    from person_told p left join identifier i on i.id = p.id
    where p.lead_at is not null group by all
  ),
  deal as materialized (
    select 'deal ' || o.contract || ' ' || o.id as journey, o.system, o.id,
      coalesce(o.account_system, o.system) as account_in, o.account, o.amount_micros as micros,
      o.amount_currency as currency, o.status, coalesce(o.created_at, o.closed_at) as opened, coalesce(o.closed_at, o.created_at) as closed
    from opportunity o anti join merged m on m.system = o.system and m.id = o.id
  ),
  ${payments()},
  ${parties()}`

/** Deals that were merged away, with the deal that stands for them now, through chains of merges. */
function mergedDeals(): Sql {
  return sql`
  merge as materialized (
    select coalesce(r.from_system, r.into_in) as from_in, r."from", r.into_in, r."into"
    from (
      select r.*, ${systemOfDeal({ own: sql`r.system`, named: sql`r.into_system` })} as into_in
      from opportunity_merge r left join deal_home h on h.id = r."into"
    ) r
  ),
  merge_step(system, id, into_in, "into") as (
    select from_in, "from", into_in, "into" from merge
    union
    select s.system, s.id, m.into_in, m."into"
    from merge_step s join merge m on m.from_in = s.into_in and m."from" = s."into"
  ),
  merged as materialized (
    select s.system, s.id, min((s.into_in, s."into"))[1] as into_in,
      min((s.into_in, s."into"))[2] as "into"
    from merge_step s
    semi join opportunity o on o.system = s.into_in and o.id = s."into"
    anti join merge m on m.from_in = s.into_in and m."from" = s."into"
    group by s.system, s.id
  )`
}

/** What was paid. A payment whose deal or account is not sure follows what else it says: a person, or nobody. */
function payments(): Sql {
  const dealIn = systemOfDeal({ own: sql`r.system`, named: sql`r.opportunity_system` })
  const accountIn = systemOfAccount({ own: sql`r.system`, named: sql`r.account_system` })
  return sql`
  payment as materialized (
    select coalesce(d.journey, 'payer ' || r.payer,
        'payer of ' || coalesce(r.account_in, r.system) || ' ' || r.account,
        'payment ' || r.contract || ' ' || r.id) as journey,
      d.journey is not null as of_deal, r.payer as person, r.account_in,
      r.account, r."at", r.amount_micros as micros, r.amount_currency as currency
    from (
      select r.*, coalesce(i.person, r.person) as payer, ${dealIn} as deal_in,
        ${accountIn} as account_in
      from revenue r left join identifier i on i.id = r.person
      left join deal_home h on h.id = r.opportunity
      left join account_home a on a.id = r.account
    ) r
    left join merged m on m.system = r.deal_in and m.id = r.opportunity
    left join (select system, id, min(journey) as journey from deal group by system, id) d
      on d.system = coalesce(m.into_in, r.deal_in) and d.id = coalesce(m."into", r.opportunity)
  )`
}

function parties(): Sql {
  return sql`
  member as materialized (
    select distinct coalesce(i.person, p.id) as person,
      coalesce(p.account_system, p.system) as account_in, p.account
    from person_told p left join identifier i on i.id = p.id where p.account is not null
  ),
  contact as (
    select o.system as deal_in, o.id as deal, o.person from opportunity o where o.person is not null
    union all
    select ${systemOfDeal({ own: sql`r.system`, named: sql`r.opportunity_system` })}, r.opportunity, r.person
    from contact_role r left join deal_home h on h.id = r.opportunity
  ),
  deal_party as materialized (
    select distinct d.journey, coalesce(i.person, c.person) as person, d.opened
    from contact c
    left join merged m on m.system = c.deal_in and m.id = c.deal
    join deal d on d.system = coalesce(m.into_in, c.deal_in) and d.id = coalesce(m."into", c.deal)
    left join identifier i on i.id = c.person
  ),
  payer as (
    select journey, any_value(person) as person, any_value(account_in) as account_in,
      any_value(account) as account, min("at") as paid
    from payment where not of_deal group by journey
  ),
  party as materialized (
    select journey, person, "at" as won_at from lead
    union all
    select journey, person, opened from deal_party where opened is not null
    union all
    select d.journey, m.person, d.opened from deal d
    join member m on m.account_in = d.account_in and m.account = d.account
    where d.opened is not null and d.journey not in (select journey from deal_party)
    union all
    select journey, person, paid from payer where person is not null
    union all
    select p.journey, m.person, p.paid from payer p
    join member m on m.account_in = p.account_in and m.account = p.account
    where p.person is null
  )`
}
