import type { Contract } from '../../contracts/index.ts'
import { binaryTexts } from '../../platform/database/binary-texts.ts'
import { sql, type Queryable } from '../../platform/database/index.ts'
import { storable } from '../../platform/database/storable.ts'
import type { RefusedRecord } from './group-refusals.ts'

/** Where a batch came from. */
export interface Origin {
  /** The source's name, as the workspace defines it. */
  readonly source: string
  readonly receivedAt: Date
  /** The run that read it, for doors that work in runs. */
  readonly run?: number
}

/** A judged record, ready to land. */
export interface Landing {
  readonly key: string
  readonly json: string
  /** Its content's digest; empty for events, which never change. */
  readonly digest: string
  readonly changedAt: Date | undefined
}

interface Counts {
  readonly read: number
  readonly duplicate: number
  readonly filtered: number
  readonly quarantined: number
}

/** Lands a batch in which every key stands once. Ordinals are counted from 1. */
export async function land(
  db: Queryable,
  contract: Pick<Contract, 'name' | 'keep'>,
  batch: readonly Landing[],
  counts: Counts,
  origin: Origin,
): Promise<{ landed: number; late: number[] }> {
  const latest = contract.keep === 'latest'
  const [row] = await db.query<{ landed: number; late: number[] }>(sql`
    select landed, late from land(
      ${contract.name}, ${contract.keep}, ${origin.source}, ${origin.run ?? null},
      ${origin.receivedAt},
      ${binaryTexts(batch.map(({ key }) => key))}, ${binaryTexts(batch.map(({ json }) => json))},
      ${latest ? binaryTexts(batch.map(({ digest }) => digest)) : null},
      ${latest ? batch.map(({ changedAt }) => changedAt ?? null) : null},
      ${counts.read}, ${counts.duplicate}, ${counts.filtered}, ${counts.quarantined}
    )`)
  return row!
}

/** Counts late records as quarantined, or as held already, instead of filtered. */
export async function moveLate(
  db: Queryable,
  contract: string,
  { late, quarantined }: { late: number; quarantined: number },
  { receivedAt }: Origin,
): Promise<void> {
  await db.query(sql`
    update tally set
      filtered = filtered - ${late}::int,
      quarantined = quarantined + ${quarantined}::int,
      duplicate = duplicate + ${late}::int - ${quarantined}::int
    where contract = ${contract} and day = (${receivedAt}::timestamptz at time zone 'UTC')::date`)
}

/** A record that a contract's quarantine knows: it is held, or was left out for good. */
export interface KnownRefusal {
  readonly digest: string
  readonly state: 'held' | 'dismissed'
  readonly exception: number
}

/** What the contract's quarantine knows of the digests. */
export const selectKnownRefusals = (
  db: Queryable,
  contract: string,
  digests: readonly string[],
): Promise<KnownRefusal[]> =>
  db.query(sql`
    select encode(digest, 'hex') as digest, state, exception from quarantine
    where contract = ${contract} and state <> 'replayed'
      and digest in (select decode(each, 'hex') from unnest(${digests}::text[]) each)`)

/** What is held under a key at this moment. */
export interface HeldUnderKey {
  readonly key: string
  readonly digest: string | null
  readonly changedAt: Date | null
}

/**
 * What is held of each of the keys, whatever the contract said of repeats when it landed; a key that
 * never landed is left out. Under a contract that takes each key once only the key counts.
 */
export const selectHeldUnderKeys = (
  db: Queryable,
  { name, keep }: Pick<Contract, 'name' | 'keep'>,
  keys: readonly string[],
): Promise<HeldUnderKey[]> => {
  const content =
    keep === 'latest'
      ? sql`held.digest, held.changed_at as "changedAt"`
      : sql`null as digest, null as "changedAt"`
  return db.query(sql`
    select r.key, ${content}
    from unnest(${keys}::text[]) r (key)
    cross join lateral (
      select keep, digest, changed_at from (
        select keep, digest, changed_at from signal
        where contract = ${name} and key = r.key and keep = 'latest'
        order by position desc limit 1
      ) latest
      union all
      select keep, digest, changed_at from signal
      where contract = ${name} and key = r.key and keep = 'first'
      order by keep desc limit 1
    ) held`)
}

/**
 * Keeps refused records whole, under their exception, but those that another has come to hold
 * meanwhile. What is held under an exception that is resolved moves to this one, with today's reason.
 * @returns how many it keeps now that were not held before
 */
export async function quarantine(
  db: Queryable,
  contract: string,
  { exception, resolved }: { exception: number; resolved: ReadonlySet<number> },
  records: readonly RefusedRecord[],
  origin: Origin,
): Promise<number> {
  const rows = await db.query<{ inserted: boolean }>(sql`
    insert into quarantine (contract, mode, at, reason, exception, source, run, received_at, raw)
    select ${contract}, r.mode, r.at, r.reason, ${exception}, ${origin.source},
      ${origin.run ?? null}, ${origin.receivedAt}, decode(r.raw, 'base64')
    from unnest(
      ${records.map(({ refusal }) => refusal.mode)}::text[],
      ${records.map(({ refusal }) => storable(refusal.at))}::text[],
      ${records.map(({ refusal }) => storable(refusal.reason))}::text[],
      ${records.map(({ raw }) => raw.toString('base64'))}::text[]
    ) r (mode, at, reason, raw)
    on conflict (contract, digest) where state = 'held' do update set
      exception = excluded.exception, mode = excluded.mode, at = excluded.at,
      reason = excluded.reason, came_at = excluded.received_at
    where quarantine.exception = any(${[...resolved]}::bigint[])
    -- A row that was inserted has no deleter yet; one that was updated names this transaction.
    returning xmax = 0 as inserted`)
  return rows.filter(({ inserted }) => inserted).length
}
