import type { FailureMode, Refusal } from '../../contracts/index.ts'
import { sql, type Queryable, type Sql } from '../../platform/database/index.ts'
import { storable } from '../../platform/database/storable.ts'

/** Which held records are meant: those of an exception, one alone, or those of a contract or failure mode. */
export type HeldFilter =
  | { readonly exception: number }
  | { readonly record: number }
  | { readonly contract: string; readonly mode?: FailureMode | undefined }
  | { readonly contract?: undefined; readonly mode: FailureMode }

/** A refused record, whole, as it lies in the quarantine. */
export interface HeldRecord {
  readonly id: number
  readonly contract: string
  readonly mode: FailureMode
  readonly at: string
  readonly reason: string
  readonly exception: number
  readonly source: string
  readonly run: number | null
  readonly receivedAt: Date
  /** When it came last: what landed of its key is newer only if it came after that. */
  readonly cameAt: Date
  readonly raw: Buffer
}

function which(filter: HeldFilter) {
  if ('exception' in filter) return sql`exception = ${filter.exception}`
  if ('record' in filter) return sql`id = ${filter.record}`
  const { contract, mode } = filter
  if (contract === undefined) return sql`mode = ${mode}`
  return mode === undefined
    ? sql`contract = ${contract}`
    : sql`contract = ${contract} and mode = ${mode}`
}

/** The newest record that the quarantine has taken; 0 while it has none. */
export async function newestHeld(db: Queryable): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    sql`select coalesce(max(id), 0)::bigint as id from quarantine`,
  )
  return row!.id
}

/**
 * The next held records from behind `after` on, up to `upTo`, in the order in which they came: at most `limit`, and
 * no more than fit into `bytes`, but always one.
 */
export async function selectHeldIds(
  db: Queryable,
  filter: HeldFilter,
  after: number,
  { limit, bytes, upTo }: { limit: number; bytes: number; upTo: number },
): Promise<number[]> {
  const rows = await db.query<{ id: number }>(sql`
    select id from (
      select id, sum(size) over (order by id) - size as before from (
        select id, length(raw) as size from quarantine
        where state = 'held' and ${which(filter)} and id > ${after} and id <= ${upTo}
        order by id limit ${limit}
      ) few
    ) measured where before < ${bytes} order by id`)
  return rows.map(({ id }) => id)
}

const record = sql`
  id, contract, mode, at, reason, exception, source, run, received_at as "receivedAt",
  coalesce(came_at, received_at) as "cameAt"`

export const selectHeld = (db: Queryable, ids: readonly number[]): Promise<HeldRecord[]> =>
  db.query(sql`
    select ${record}, raw from quarantine
    where state = 'held' and id = any(${ids}::bigint[]) order by id`)

/** A record that was refused once, and what became of it since. */
export interface QuarantinedRecord extends HeldRecord {
  readonly state: 'held' | 'replayed' | 'dismissed'
  readonly settledAt: Date | null
  readonly settledBy: string | null
  readonly settledReason: string | null
}

export async function selectQuarantined(
  db: Queryable,
  id: number,
): Promise<QuarantinedRecord | undefined> {
  const [row] = await db.query<QuarantinedRecord>(sql`
    select ${record}, raw, state, settled_at as "settledAt", settled_by as "settledBy",
      settled_reason as "settledReason"
    from quarantine where id = ${id}`)
  return row
}

/** The same, locked until the transaction ends; what another has in its hands is left to it. */
export const takeHeld = (db: Queryable, ids: readonly number[]): Promise<HeldRecord[]> =>
  db.query(sql`
    select ${record}, raw from quarantine
    where state = 'held' and id = any(${ids}::bigint[]) order by id for update skip locked`)

/** What of a key has landed since a moment. */
export interface LandedSince {
  /** When the newest of it changed, if it says so. */
  readonly changedAt: Date | null
  /** Nothing came after that very moment: it is of the same batch. */
  readonly sameMoment: boolean
}

/**
 * Which keys of a contract have landed since the given moment, or at that very moment and not behind
 * the given position.
 */
export async function selectLandedSince(
  db: Queryable,
  contract: string,
  keys: readonly string[],
  since: Date,
  upTo: number,
): Promise<Map<string, LandedSince>> {
  const landed = (keep: Sql) => sql`
    select key, changed_at, received_at from signal
    where contract = ${contract} and ${keep} and key = any(${keys}::text[])
      and (received_at > ${since} or received_at = ${since} and position <= ${upTo})`
  const rows = await db.query<LandedSince & { key: string }>(sql`
    select key, max(changed_at) as "changedAt", max(received_at) = ${since} as "sameMoment" from (
      ${landed(sql`keep = 'latest'`)} union all ${landed(sql`keep = 'first'`)}
    ) landed group by key`)
  return new Map(rows.map(({ key, ...rest }) => [key, rest]))
}

/** The start of each held record, for a list. */
export interface HeldEntry extends Omit<HeldRecord, 'raw'> {
  readonly bytes: number
  readonly start: Buffer
}

export const selectHeldEntries = (
  db: Queryable,
  filter: HeldFilter,
  after: number,
  limit: number,
  startLength: number,
): Promise<HeldEntry[]> =>
  db.query(sql`
    select ${record}, length(raw) as bytes, substring(raw for ${startLength}) as start
    from quarantine where state = 'held' and ${which(filter)} and id > ${after}
    order by id limit ${limit}`)

export interface Settlement {
  readonly at: Date
  readonly by: string
  readonly reason: string
}

/** Takes replayed records out of the quarantine. The rows stay, as the record of what was done. */
export async function settleHeld(
  db: Queryable,
  ids: readonly number[],
  { at, by, reason }: Settlement,
): Promise<void> {
  await db.query(sql`
    update quarantine set state = 'replayed', settled_at = ${at}, settled_by = ${by},
      settled_reason = ${reason}
    where id = any(${ids}::bigint[])`)
}

/** Dismisses held records and returns the exception of each. */
export async function dismissHeld(
  db: Queryable,
  filter: HeldFilter,
  { at, by, reason }: Settlement,
): Promise<number[]> {
  const rows = await db.query<{ exception: number }>(sql`
    update quarantine set state = 'dismissed', settled_at = ${at}, settled_by = ${by},
      settled_reason = ${reason}
    where state = 'held' and ${which(filter)} returning exception`)
  return rows.map(({ exception }) => exception)
}

/** Writes down why records are still held. */
export async function updateReasons(
  db: Queryable,
  records: readonly { id: number; refusal: Refusal }[],
): Promise<void> {
  await db.query(sql`
    update quarantine set mode = r.mode, at = r.at, reason = r.reason
    from unnest(
      ${records.map(({ id }) => id)}::bigint[],
      ${records.map(({ refusal }) => refusal.mode)}::text[],
      ${records.map(({ refusal }) => storable(refusal.at))}::text[],
      ${records.map(({ refusal }) => storable(refusal.reason))}::text[]
    ) r (id, mode, at, reason)
    where quarantine.id = r.id`)
}

/** What was ever held under an exception. */
export interface HeldSummary {
  readonly held: number
  readonly replayed: number
  readonly dismissed: number
}

export async function countHeld(db: Queryable, exception: number): Promise<HeldSummary> {
  const [row] = await db.query<HeldSummary>(sql`
    select count(*) filter (where state = 'held') as held,
      count(*) filter (where state = 'replayed') as replayed,
      count(*) filter (where state = 'dismissed') as dismissed
    from quarantine where exception = ${exception}`)
  return row!
}
