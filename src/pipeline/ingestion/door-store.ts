import { sql, type Queryable } from '../../platform/database/index.ts'
import type { Acceptance } from './accept.ts'

/** What the door counted for one contract on one day (UTC). */
export interface DoorDay extends Acceptance {
  readonly contract: string
  /** `2026-05-04` */
  readonly day: string
}

/** What the door ever counted, by contract. */
export async function selectDoorTotals(db: Queryable): Promise<ReadonlyMap<string, Acceptance>> {
  const rows = await db.query<Acceptance & { contract: string }>(sql`
    select contract, sum(read)::bigint as read, sum(landed)::bigint as landed,
      sum(duplicate)::bigint as duplicate, sum(filtered)::bigint as filtered,
      sum(quarantined)::bigint as quarantined
    from tally group by contract`)
  return new Map(rows.map(({ contract, ...totals }) => [contract, totals]))
}

/** What the door counted on each day from `since` on, the earliest first; days without records are left out. */
export const selectDoorDays = (db: Queryable, since: Date): Promise<DoorDay[]> =>
  db.query(sql`
    select contract, to_char(day, 'YYYY-MM-DD') as day, read, landed, duplicate, filtered, quarantined
    from tally where day >= (${since}::timestamptz at time zone 'UTC')::date and read > 0
    order by day`)

/** How many records are held at this moment, by contract. */
export async function countHeldNow(db: Queryable): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ contract: string; held: number }>(sql`
    select contract, count(*) as held from quarantine where state = 'held' group by contract`)
  return new Map(rows.map(({ contract, held }) => [contract, held]))
}

/** The columns of the newest of a source's files. */
export interface SeenColumns {
  readonly source: string
  readonly columns: readonly string[]
  readonly seenAt: Date
}

export const selectSeenColumns = (db: Queryable): Promise<SeenColumns[]> =>
  db.query(sql`
    select distinct on (source) source, columns, seen_at as "seenAt" from source_header
    order by source, modified_at desc, path desc`)

/** What the door counted since the full hour that lies 23 to 24 hours back, over all contracts. */
export interface LastDay extends Acceptance {
  /** When that hour began. */
  readonly since: Date
  /** Whether anything ever came in. */
  readonly ever: boolean
}

/** What the door counted in the last 24 hours: a row a contract and hour, and never a signal. */
export async function countDoorSince(db: Queryable, now: Date): Promise<LastDay> {
  const [row] = await db.query<LastDay>(sql`
    with since as (
      select date_trunc('hour', ${now}::timestamptz, 'UTC') - interval '23 hours' as hour
    )
    select (select hour from since) as since, exists (select from tally) as ever,
      coalesce(sum(read), 0)::bigint as read, coalesce(sum(landed), 0)::bigint as landed,
      coalesce(sum(duplicate), 0)::bigint as duplicate,
      coalesce(sum(filtered), 0)::bigint as filtered,
      coalesce(sum(quarantined), 0)::bigint as quarantined
    from tally_hour where hour >= (select hour from since)`)
  return row!
}

/** Only among the newest signals: it tells how it is now, and must not walk through all that ever came. */
const newestSignals = 5_000

/**
 * How long records of a contract typically take from the moment they tell of to the door: the median in
 * milliseconds over the newest fifty, or null where none came lately. What happened before the
 * first signal of all came in is history that was brought in, and not a way that was slow.
 * @param at the field of the record that holds its moment
 */
export async function typicalDelay(
  db: Queryable,
  contract: string,
  at: string,
): Promise<number | null> {
  const [row] = await db.query<{ delay: number | null }>(sql`
    with newest as (
      select received_at, payload from signal
      where position > (select max(position) from signal) - ${newestSignals}::int
        and contract = ${contract}
        and (payload ->> ${at})::timestamptz
          >= (select received_at from signal order by position limit 1)
      order by position desc limit 50
    )
    select percentile_cont(0.5) within group (order by delay) as delay from (
      select extract(epoch from received_at - (payload ->> ${at})::timestamptz)::float8 * 1000 as delay
      from newest
    ) each where delay >= 0`)
  return row?.delay ?? null
}
