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

/** The columns that a source's files had last. */
export interface SeenColumns {
  readonly source: string
  readonly columns: readonly string[]
  readonly seenAt: Date
}

export const selectSeenColumns = (db: Queryable): Promise<SeenColumns[]> =>
  db.query(sql`select source, columns, seen_at as "seenAt" from source_header order by source`)
