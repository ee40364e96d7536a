import type { Queryable } from '../../platform/database/index.ts'
import { Sql, sql } from '../../platform/database/sql.ts'
import type { NumberedRows } from './read-numbered.ts'

/** What the door counted and what really lies in its tables, for one contract. */
export interface DoorRow {
  readonly contract: string
  readonly read: number
  readonly duplicate: number
  readonly filtered: number
  /** Rows in `signal`. */
  readonly landed: number
  /** Of these, the ones beyond the position. */
  readonly waiting: number
  /** Rows in `quarantine` that were not replayed since: a replayed one is counted where it went. */
  readonly quarantined: number
}

/** Counts the door's own tables, contract by contract, in one snapshot. */
export async function countDoor(db: Queryable, position: number): Promise<DoorRow[]> {
  return db.query<DoorRow>(sql`
    with counted as (
      select contract, sum(read)::bigint as read, sum(duplicate)::bigint as duplicate,
        sum(filtered)::bigint as filtered, 0::bigint as landed, 0::bigint as waiting,
        0::bigint as quarantined
      from tally group by contract
      union all
      -- Each half is counted in an index of its own, without reading a payload.
      select contract, 0, 0, 0, count(*), 0, 0 from signal where keep = 'first' group by contract
      union all
      select contract, 0, 0, 0, count(*), 0, 0 from signal where keep = 'latest' group by contract
      union all
      select contract, 0, 0, 0, 0, count(*), 0 from signal where position > ${position} group by contract
      union all
      select contract, 0, 0, 0, 0, 0, count(*) from quarantine where state <> 'replayed' group by contract
    )
    select contract, sum(read)::bigint as read, sum(duplicate)::bigint as duplicate,
      sum(filtered)::bigint as filtered, sum(landed)::bigint as landed,
      sum(waiting)::bigint as waiting, sum(quarantined)::bigint as quarantined
    from counted group by contract order by contract`)
}

/**
 * What was ever read, less what the door's own tables hold of it and what it counted as duplicate or
 * filtered, over all contracts and without signs that cancel: anything but 0 is a fault.
 */
export async function differenceAtDoor(db: Queryable): Promise<number> {
  // A position beyond all: what waits is not asked for, so that half of the count costs nothing.
  const rows = await countDoor(db, Number.MAX_SAFE_INTEGER)
  return rows.reduce(
    (sum, { read, landed, duplicate, filtered, quarantined }) =>
      sum + Math.abs(read - landed - duplicate - filtered - quarantined),
    0,
  )
}

/** A condition on a table with a column `contract`; nothing names one: all of them. */
export const ofContract = (contract: string | undefined): Sql =>
  contract === undefined ? sql`true` : sql`contract = ${contract}`

/** What the door counted, a row a contract and day. */
export const countedByDay = (
  contract: string | undefined,
  counted: 'read' | 'duplicate' | 'filtered',
): Sql => sql`
  select contract || ' ' || day::text as key, extract(epoch from day) as sort,
    day::timestamp at time zone 'UTC' as "at", ${new Sql([`"${counted}"`], [])} as adds
  from tally where ${ofContract(contract)} and ${new Sql([`"${counted}"`], [])} > 0`

/** Signals beyond a position, without their payloads: those may be large and personal. */
export const signalsBeyond = (contract: string | undefined, position: number): NumberedRows => ({
  number: sql`position`,
  columns: sql`position, key as "recordKey", source, received_at as "at"`,
  from: sql`signal where position > ${position} and ${ofContract(contract)}`,
})

/** Records that are held apart, and those that were left out for good: a replayed one is counted where it went. */
export const heldRecords = (contract: string | undefined): NumberedRows => ({
  number: sql`id`,
  columns: sql`mode, at as about, reason, source, received_at as "at"`,
  from: sql`quarantine where state <> 'replayed' and ${ofContract(contract)}`,
})
