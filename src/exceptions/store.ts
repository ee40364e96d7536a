import type { FailureMode } from '../contracts/index.ts'
import { sql, type Queryable, type Sql } from '../platform/database/index.ts'
import { storable } from '../platform/database/storable.ts'
import { capDetail } from './cap-detail.ts'
import type { ExceptionEntry, ExceptionEvent } from './exception.ts'

export interface ExceptionOccurrence {
  readonly fingerprint: string
  readonly mode: FailureMode
  readonly contract?: string
  readonly title: string
  readonly detail?: Readonly<Record<string, unknown>>
  readonly route: string
  readonly owner: string
  readonly dueAt: Date
  readonly times?: number
  readonly at: Date
}

/** Opens an exception, or counts it when one of its fingerprint is open. The latest detail is kept. */
export async function countException(db: Queryable, it: ExceptionOccurrence): Promise<number> {
  const [row] = await db.query<{ id: number }>(sql`
    with counted as (
      insert into exception
        (fingerprint, mode, contract, title, detail, route, owner, occurrences, first_at, last_at, due_at)
      values (
        ${it.fingerprint}, ${it.mode}, ${it.contract ?? null}, ${storable(it.title)},
        ${capDetail(it.detail)}, ${it.route}, ${it.owner}, ${it.times ?? 1}, ${it.at}, ${it.at},
        ${it.dueAt}
      )
      on conflict (fingerprint) where state = 'open' do update set
        occurrences = exception.occurrences + excluded.occurrences,
        last_at = excluded.last_at,
        detail = excluded.detail
      -- A row that was inserted has no deleter yet; one that was updated names this transaction.
      returning id, first_at, title, xmax = 0 as opened
    ), noted as (
      insert into exception_event (exception, kind, at, note)
      select id, 'opened', first_at, title from counted where opened
    )
    select id from counted`)
  return row!.id
}

/** Which of the exceptions are resolved. */
export async function whichResolved(
  db: Queryable,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await db.query<{ id: number }>(sql`
    select id from exception where id = any(${ids}::bigint[]) and state = 'resolved'`)
  return new Set(rows.map(({ id }) => id))
}

/** Whether one of its fingerprint is known, open or resolved. */
export async function wasRaised(db: Queryable, fingerprint: string): Promise<boolean> {
  const rows = await db.query(sql`select from exception where fingerprint = ${fingerprint} limit 1`)
  return rows.length > 0
}

export interface DeskFilter {
  readonly state?: ExceptionEntry['state'] | undefined
  readonly owner?: string | undefined
  readonly route?: string | undefined
  readonly mode?: FailureMode | undefined
  readonly contract?: string | undefined
  /** Only what should have been dealt with by this moment. */
  readonly dueBefore?: Date | undefined
  /** Words that all stand in its number, title, contract, failure mode or owner. */
  readonly words?: readonly string[] | undefined
}

const entry = sql`
  id, mode, contract, title, route, owner, state, occurrences, first_at as "firstAt",
  last_at as "lastAt", due_at as "dueAt", escalated_at as "escalatedAt",
  resolved_at as "resolvedAt", resolved_by as "resolvedBy", reason`

/** The state is written into the statement, so that the planner sees that a partial index fits. */
const inState = (state: ExceptionEntry['state'] = 'open') =>
  state === 'open' ? sql`state = 'open'` : sql`state = 'resolved'`

const and = (column: Sql, value: string | undefined) =>
  value === undefined ? sql`` : sql`and ${column} = ${value}`

const containsAll = (words: readonly string[]): Sql =>
  words.reduce(
    (all, word) => sql`${all} and position(
      lower(${word}::text) in lower(concat_ws(' ', '#' || id, title, contract, mode, owner))) > 0`,
    sql``,
  )

/** Exceptions in the order of their due times, from behind the given place. */
export const selectExceptions = (
  db: Queryable,
  filter: DeskFilter,
  after: { dueAt: Date; id: number } | undefined,
  limit: number,
): Promise<ExceptionEntry[]> =>
  db.query(sql`
    select ${entry} from exception
    where ${inState(filter.state)}
      ${and(sql`owner`, filter.owner)} ${and(sql`route`, filter.route)}
      ${and(sql`mode`, filter.mode)} ${and(sql`contract`, filter.contract)}
      ${filter.dueBefore ? sql`and due_at < ${filter.dueBefore}` : sql``}
      ${filter.words?.length ? containsAll(filter.words) : sql``}
      ${after ? sql`and (due_at, id) > (${after.dueAt}, ${after.id})` : sql``}
    order by due_at, id limit ${limit}`)

/** How many are open, and how many of them should have been dealt with. */
export async function countOpen(
  db: Queryable,
  now: Date,
): Promise<{ open: number; overdue: number }> {
  const [row] = await db.query<{ open: number; overdue: number }>(sql`
    select count(*) as open, count(*) filter (where due_at < ${now}) as overdue
    from exception where state = 'open'`)
  return row!
}

/** How many are open under one owner, failure mode or contract. */
export interface OpenCount {
  readonly by: 'all' | 'owner' | 'mode' | 'contract'
  readonly name: string | null
  readonly open: number
  readonly overdue: number
}

/** What is open, in all and by owner, failure mode and contract, in one walk over an index. */
export const countOpenBy = (db: Queryable, now: Date): Promise<OpenCount[]> =>
  db.query(sql`
    select case grouping(owner, mode, contract)
        when 3 then 'owner' when 5 then 'mode' when 6 then 'contract' else 'all' end as by,
      coalesce(owner, mode, contract) as name, sum(open)::bigint as open,
      sum(overdue)::bigint as overdue
    from (
      select owner, mode, contract, count(*) as open,
        count(*) filter (where due_at < ${now}) as overdue
      from exception where state = 'open' group by owner, mode, contract
    ) few
    group by grouping sets ((), (owner), (mode), (contract))
    order by overdue desc, open desc, name`)

export async function selectException(
  db: Queryable,
  id: number,
): Promise<(ExceptionEntry & { detail: Record<string, unknown> }) | undefined> {
  const [row] = await db.query<ExceptionEntry & { detail: Record<string, unknown> }>(
    sql`select ${entry}, detail from exception where id = ${id}`,
  )
  return row
}

export const selectHistory = (db: Queryable, id: number): Promise<ExceptionEvent[]> =>
  db.query(sql`
    select id, kind, at, by, note from exception_event where exception = ${id} order by id`)

interface Deed {
  readonly at: Date
  readonly by: string
  readonly note: string
}

/** Resolves an open exception. False when it is not open. */
export async function closeException(db: Queryable, id: number, deed: Deed): Promise<boolean> {
  const rows = await db.query(sql`
    with closed as (
      update exception set state = 'resolved', resolved_at = ${deed.at},
        resolved_by = ${storable(deed.by)}, reason = ${storable(deed.note)}
      where id = ${id} and state = 'open' returning id
    )
    insert into exception_event (exception, kind, at, by, note)
    select id, 'resolved', ${deed.at}::timestamptz, ${storable(deed.by)}, ${storable(deed.note)}
    from closed returning id`)
  return rows.length > 0
}

/** Resolves the open exceptions of these fingerprints. */
export const closeFingerprints = (
  db: Queryable,
  fingerprints: readonly string[],
  deed: Deed,
): Promise<number[]> => closeWhere(db, sql`fingerprint = any(${fingerprints}::text[])`, deed)

/** Resolves those of the exceptions that are open. */
export const closeExceptions = (
  db: Queryable,
  ids: readonly number[],
  deed: Deed,
): Promise<number[]> => closeWhere(db, sql`id = any(${ids}::bigint[])`, deed)

async function closeWhere(db: Queryable, which: Sql, { at, by, note }: Deed): Promise<number[]> {
  const rows = await db.query<{ exception: number }>(sql`
    with closed as (
      update exception set state = 'resolved', resolved_at = ${at}, resolved_by = ${storable(by)},
        reason = ${storable(note)}
      where ${which} and state = 'open' returning id
    )
    insert into exception_event (exception, kind, at, by, note)
    select id, 'resolved', ${at}::timestamptz, ${storable(by)}, ${storable(note)} from closed
    returning exception`)
  return rows.map(({ exception }) => exception)
}

/**
 * Puts a resolved exception back on the desk. False when it is not resolved, or when its trouble came
 * back and is open under another number.
 */
export async function openAgain(db: Queryable, id: number, deed: Deed): Promise<boolean> {
  const rows = await db.query(sql`
    with opened as (
      update exception set state = 'open', resolved_at = null, resolved_by = null, reason = null
      where id = ${id} and state = 'resolved' and not exists (
        select 1 from exception other
        where other.fingerprint = exception.fingerprint and other.state = 'open'
      )
      returning id
    )
    insert into exception_event (exception, kind, at, by, note)
    select id, 'reopened', ${deed.at}::timestamptz, ${storable(deed.by)}, ${storable(deed.note)}
    from opened returning id`)
  return rows.length > 0
}

/** The open exception of the same trouble as another, if there is one. */
export async function findOpenTwin(db: Queryable, id: number): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(sql`
    select twin.id from exception it
    join exception twin on twin.fingerprint = it.fingerprint and twin.state = 'open'
    where it.id = ${id}`)
  return row?.id
}

/** Gives an open exception to somebody else. False when it is not open. */
export async function moveException(
  db: Queryable,
  id: number,
  owner: string,
  deed: Deed,
): Promise<boolean> {
  const rows = await db.query(sql`
    with moved as (
      update exception set owner = ${storable(owner)}
      where id = ${id} and state = 'open' returning id
    )
    insert into exception_event (exception, kind, at, by, note)
    select id, 'assigned', ${deed.at}::timestamptz, ${storable(deed.by)}, ${storable(deed.note)}
    from moved returning id`)
  return rows.length > 0
}

/** Adds to the history of an exception, open or resolved. False when there is none. */
export async function noteEvent(
  db: Queryable,
  id: number,
  kind: 'commented' | 'replayed',
  deed: Deed,
): Promise<boolean> {
  const rows = await db.query(sql`
    insert into exception_event (exception, kind, at, by, note)
    select id, ${kind}, ${deed.at}::timestamptz, ${storable(deed.by)}, ${storable(deed.note)}
    from exception where id = ${id} returning id`)
  return rows.length > 0
}

/** Open exceptions that nobody was told about, the longest due first, locked against other escalators. */
export const selectUnescalated = (
  db: Queryable,
  now: Date,
  limit: number,
): Promise<ExceptionEntry[]> =>
  db.query(sql`
    select ${entry} from exception
    where state = 'open' and escalated_at is null and due_at < ${now}
    order by due_at, id limit ${limit} for update skip locked`)

export async function markEscalated(
  db: Queryable,
  told: readonly { id: number; note: string }[],
  at: Date,
): Promise<void> {
  await db.query(sql`
    with marked as (
      update exception set escalated_at = ${at}
      where id = any(${told.map(({ id }) => id)}::bigint[]) returning id
    )
    insert into exception_event (exception, kind, at, note)
    select m.id, 'escalated', ${at}::timestamptz, t.note
    from marked m join unnest(
      ${told.map(({ id }) => id)}::bigint[], ${told.map(({ note }) => note)}::text[]
    ) t (id, note) using (id)`)
}

/** Keeps the exception as it is until the transaction ends; others who report or settle it wait. */
export const lockException = (db: Queryable, id: number): Promise<unknown[]> =>
  db.query(sql`select 1 from exception where id = ${id} for update`)
