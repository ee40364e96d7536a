import { Sql, sql } from '../../src/platform/database/sql.ts'
import type { Warehouse } from '../../src/platform/warehouse/index.ts'

const people = 300_000
const leads = 60_000
const deals = 20_000
const touches = 1_000_000

/** A million touches and what came of them, spread over 2025 by hashes: every run measures the same ones. */
export async function fillFacts(warehouse: Warehouse): Promise<void> {
  const year = (n: string) =>
    new Sql([`timestamp '2025-01-01' + to_seconds((hash(${n}) % 31536000)::bigint)`], [])
  const pick = (n: string, of: string) =>
    new Sql([`(${of})[(1 + hash(${n}) % len(${of}))::int]`], [])
  const channels = `['Organic Search','Paid Search','Email','Direct','Referral','Paid Social','Organic Social','Display']`
  const statements = [
    sql`insert into identifier select kind || ':' || md5(kind || n), 'user:' || n
      from range(${people}::bigint) r(n), (values ('anonymous'), ('vendor')) k(kind)`,
    sql`insert into identifier select 'user:' || n, 'user:' || n from range(${people}::bigint) r(n)`,
    sql`insert into identifier select 'email:person' || n || '@example.com', 'user:' || n
      from range(${leads}::bigint) r(n)`,
    sql`insert into touch by name select 'e' || n as id, 'web.events' as contract, 'website' as system,
        n as version, 'anonymous:' || md5('anonymous' || hash(n) % ${people}) as person, ${year('n * 7')} as "at",
        ${pick('n * 3', channels)} as channel, 'campaign ' || hash(n * 5) % 40 as campaign,
        '/page/' || hash(n * 11) % 200 as landing_page,
        if(hash(n * 13) % 3 = 0, 'post-' || hash(n * 17) % 500, null) as content
      from range(${touches}::bigint) r(n)`,
    sql`insert into person_told by name select 'email:person' || n || '@example.com' as id,
        'crm.contacts' as contract, 'crm' as system, n as version, 'account ' || n // 4 as account,
        ${year('n')} as lead_at
      from range(${leads}::bigint) r(n)`,
    sql`insert into opportunity by name select 'd' || n as id, 'crm.deals' as contract, 'crm' as system,
        n as version, 'account ' || n as account, 'email:person' || n * 3 || '@example.com' as person,
        1_000_000_000 + (hash(n) % 9_000_000_000)::bigint as amount_micros,
        if(n % 5 = 0, 'USD', 'EUR') as amount_currency,
        if(n % 3 = 0, 'won', 'open') as status, ${year('n * 19')} as created_at,
        ${year('n * 19')} + interval 60 days as closed_at
      from range(${deals}::bigint) r(n)`,
    sql`insert into contact_role by name select 'c' || n as id, 'crm.roles' as contract, 'crm' as system,
        n as version, 'd' || n as opportunity, 'email:person' || n * 3 + 1 || '@example.com' as person
      from range(0, ${deals}::bigint, 2) r(n)`,
    sql`insert into revenue by name select 'r' || id as id, 'billing' as contract, 'billing' as system,
        version, amount_micros, amount_currency, closed_at as "at", id as opportunity
      from opportunity where status = 'won'`,
    sql`insert into spend by name select channel || d as id, 'ads' as contract, 'ads' as system, d as version,
        timestamp '2025-01-01' + to_days(d::int) as "at", 50_000_000 as amount_micros,
        'EUR' as amount_currency, channel
      from range(365) r(d), (select unnest(${new Sql([channels], [])}) as channel)`,
    sql`insert into content_told by name select 'post-' || n as id, 'blog' as contract, 'blog' as system,
        n as version, ['topic ' || n % 12, 'topic ' || n % 7, 'common'][1:1 + n % 3] as topics
      from range(500) r(n)`,
  ]
  for (const statement of statements) await warehouse.query(statement)
}
