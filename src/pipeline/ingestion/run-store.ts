import { sql, type Queryable, type Sql } from '../../platform/database/index.ts'
import type { Acceptance } from './accept.ts'
import type { FileTrouble, RunRecovery } from './run.ts'

export interface RunRow extends Acceptance {
  readonly id: number
}

/** Another process has taken the run over, so this one must not write any more. */
export class RunTakenOverError extends Error {
  override name = 'RunTakenOverError'
  constructor(source: string) {
    super(`another process has taken over the reading of ${source}`)
  }
}

/** A run in the hands of whoever reads now. */
export interface OpenRun extends RunRow {
  /** How often it was begun or taken up since it last got on, this time included. */
  readonly attempts: number
  /** Whether it reads what was read before; one that was to stays so when it is taken over. */
  readonly again: boolean
}

/** Takes over the run that was cut off, or opens a new one. Only with the source's lock in hand. */
export async function openRun(
  db: Queryable,
  run: { source: string; contract: string; holder: string; again: boolean; whole: boolean },
  at: Date,
): Promise<OpenRun> {
  const [row] = await db.query<OpenRun>(sql`
    insert into run (source, contract, holder, again, whole, started_at)
    values (${run.source}, ${run.contract}, ${run.holder}, ${run.again}, ${run.whole}, ${at})
    on conflict (source) where state = 'running' do update set
      holder = excluded.holder, again = run.again or excluded.again, whole = excluded.whole,
      attempts = run.attempts + 1
    returning id, read, landed, duplicate, filtered, quarantined, attempts, again`)
  return row!
}

/** When the run that is under way began. */
export async function runningSince(db: Queryable, source: string): Promise<Date | undefined> {
  const [row] = await db.query<{ started_at: Date }>(
    sql`select started_at from run where source = ${source} and state = 'running'`,
  )
  return row?.started_at
}

export async function closeRun(
  db: Queryable,
  run: { id: number; holder: string; source: string },
  state: 'done' | 'failed',
  problems: readonly FileTrouble[],
  recovery: RunRecovery | null,
  at: Date,
): Promise<void> {
  const rows = await db.query(sql`
    update run set state = ${state}, finished_at = ${at}, problems = ${JSON.stringify(problems)},
      recovery = ${recovery && JSON.stringify(recovery)}
    where id = ${run.id} and holder = ${run.holder} and state = 'running' returning id`)
  if (rows.length === 0) throw new RunTakenOverError(run.source)
}

/** What a run has come to. */
export async function findRun(db: Queryable, id: number): Promise<RunRow> {
  const [row] = await db.query<RunRow>(
    sql`select id, read, landed, duplicate, filtered, quarantined from run where id = ${id}`,
  )
  return row!
}

/**
 * When each source was last read, all that it has, and when records of each contract last came in. An
 * upload is no reading of its source, but what it holds has come in.
 */
export async function lastTimes(db: Queryable): Promise<{
  readonly pulled: ReadonlyMap<string, Date>
  readonly arrived: ReadonlyMap<string, Date>
}> {
  // A source has hundreds of runs a day: this steps from source to source, to the last run of each.
  const pulled = await db.query<{ name: string; at: Date }>(sql`
    with recursive named (source) as (
      (select source from run order by source limit 1)
      union all
      select (select run.source from run where run.source > named.source order by run.source limit 1)
      from named where named.source is not null
    )
    select named.source as name, last.at from named cross join lateral (
      select coalesce(finished_at, started_at) as at from run
      where run.source = named.source and whole order by id desc limit 1
    ) last`)
  const arrived = await db.query<{ name: string; at: Date }>(sql`
    select contract as name, max(last_at) as at from tally where last_at is not null group by contract`)
  const byName = (rows: readonly { name: string; at: Date }[]) =>
    new Map(rows.map(({ name, at }) => [name, at]))
  return { pulled: byName(pulled), arrived: byName(arrived) }
}

/** A reading of a source, as a list shows it. */
export interface ListedRun extends RunRow {
  readonly source: string
  readonly contract: string
  readonly state: 'running' | 'done' | 'failed'
  readonly startedAt: Date
  readonly finishedAt: Date | null
  readonly problems: readonly FileTrouble[]
  readonly recovery: RunRecovery | null
}

/** Which runs are meant; all of them when nothing is said. */
export interface RunFilter {
  readonly source?: string | undefined
  readonly contract?: string | undefined
  /** Leaves out those that ended well and found nothing new to read. */
  readonly eventful?: boolean | undefined
}

const named = (column: Sql, value: string | undefined) =>
  value === undefined ? sql`` : sql`and ${column} = ${value}`

/** Runs with an id below `before`, the latest first. */
export const selectRuns = (
  db: Queryable,
  { source, contract, eventful }: RunFilter,
  before: number,
  limit: number,
): Promise<ListedRun[]> =>
  db.query(sql`
    select id, source, contract, state, started_at as "startedAt", finished_at as "finishedAt",
      read, landed, duplicate, filtered, quarantined, problems, recovery
    from run where id < ${before} ${named(sql`source`, source)} ${named(sql`contract`, contract)}
      ${eventful ? sql`and (read > 0 or state <> 'done')` : sql``}
    order by id desc limit ${limit}`)

/** The sources whose reading was cut off. */
export async function interruptedSources(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ source: string }>(
    sql`select source from run where state = 'running' order by id`,
  )
  return rows.map(({ source }) => source)
}
