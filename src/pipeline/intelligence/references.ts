import { sql, type Sql } from '../../platform/database/sql.ts'
import type { WarehouseQueryable } from '../../platform/warehouse/index.ts'

/**
 * Common table expressions that tell which system's record a reference means, as `idIn` states it.
 *
 * - `deal_keeper(system)`, `account_keeper(system)`: systems that keep such records.
 * - `deal_home(id, only, several)`, `account_home(…)`: the one system that has a record of the id, or
 *   that several have it. A deal that was merged away is still had, and a person or deal of a system
 *   that names an account shows that the system has it. Accounts are those that a payment asks for.
 */
export const homes: Sql = sql`
  deal_keeper as materialized (select distinct system from opportunity),
  deal_of as (
    select id, system from opportunity
    union all
    select "from", coalesce(from_system, into_system, system) from opportunity_merge
    where coalesce(from_system, into_system, system) in (select system from deal_keeper)
  ),
  deal_home as (select id, ${homeOf()} from deal_of group by id),
  account_of as (
    select id, system from account_told
    union all
    select account, coalesce(account_system, system) from person_told where account is not null
    union all
    select account, coalesce(account_system, system) from opportunity where account is not null
  ),
  account_keeper as materialized (select distinct system from account_of),
  account_home as (
    select id, ${homeOf()} from account_of
    where id in (select account from revenue where person is null and account is not null) group by id
  )`

function homeOf(): Sql {
  return sql`
    if(min(system) = max(system), min(system), null) as only, min(system) <> max(system) as several`
}

/** How a row `r` names a deal or an account: its own system, and the one that `idIn` named, if it did. */
interface Named {
  readonly own: Sql
  readonly named: Sql
}

/** The system whose deal a row `r` means, beside `deal_home h`; null when there is none that is sure. */
export const systemOfDeal = ({ own, named }: Named): Sql =>
  sql`coalesce(${named}, if(${own} in (select system from deal_keeper), ${own}, h.only))`

/** The system whose account a row `r` means, beside `account_home a`. */
export const systemOfAccount = ({ own, named }: Named): Sql =>
  sql`coalesce(${named}, if(${own} in (select system from account_keeper), ${own}, a.only))`

/** So many ids of each contract are told: enough to see what they are. */
export const mostExamples = 20

/** References of a contract that several systems have a record for: none of them is meant. */
export interface Unclear {
  readonly contract: string
  readonly about: 'opportunity' | 'account' | 'content'
  readonly facts: number
  /** Some of the ids, each with the systems that have it, or of a slug with the collections' ids. */
  readonly examples: readonly string[]
}

/** Finds every reference that says too little, contract by contract. */
export const findUnclear = (warehouse: WarehouseQueryable): Promise<Unclear[]> =>
  warehouse.query<Unclear>(sql`
    with ${homes},
    asks as (
      select contract, system, 'opportunity' as about, opportunity as id from revenue
      where opportunity is not null and opportunity_system is null
      union all
      select contract, system, 'opportunity', opportunity from contact_role
      where opportunity_system is null
      union all
      select contract, system, 'opportunity', "into" from opportunity_merge where into_system is null
      union all
      select contract, system, 'account', account from revenue
      where account is not null and account_system is null and opportunity is null
        and person is null
    ),
    unclear as (
      select q.contract, q.about, q.id, count(*) as facts from asks q
      join (
        select 'opportunity' as about, id, several from deal_home
        union all
        select 'account', id, several from account_home
      ) h using (about, id)
      where h.several and not if(q.about = 'opportunity',
        q.system in (select system from deal_keeper),
        q.system in (select system from account_keeper))
      group by all
    ),
    held as (
      select about, id, id || ' (' || string_agg(distinct system, ', ' order by system) || ')' as text
      from (
        select 'opportunity' as about, id, system from deal_of
        union all
        select 'account', id, system from account_of
      ) semi join unclear using (about, id)
      group by about, id
    )
    select contract, about, sum(facts) as facts,
      list_slice(list(text order by text), 1, ${mostExamples}::bigint) as examples
    from unclear join held using (about, id) group by contract, about order by all`)
