import { sql, type Queryable } from '../database/index.ts'

/** Where a job stands. `exhausted`: its process died under it a hundred times. */
export type JobState =
  'parked' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'exhausted'

export interface JobRecord {
  readonly id: string
  readonly job: string
  readonly state: JobState
  readonly queue: string | null
  /** How often it was begun. */
  readonly attempts: number
  readonly createdAt: Date
  /** When a parked one is escalated, or a delayed one may begin. */
  readonly dueAt: Date | null
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  /** What went wrong, of one that failed. */
  readonly error: string | null
}

export interface StepRecord {
  readonly name: string
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly error: string | null
}

export interface JobQuery {
  readonly id?: string
  readonly ids?: readonly string[]
  readonly job?: string
  readonly state?: JobState
  /** Default 100. */
  readonly limit?: number
}

const stateOf = {
  DELAYED: 'parked',
  ENQUEUED: 'queued',
  PENDING: 'running',
  SUCCESS: 'done',
  ERROR: 'failed',
  CANCELLED: 'cancelled',
  MAX_RECOVERY_ATTEMPTS_EXCEEDED: 'exhausted',
} as const satisfies Record<string, JobState>

type Status = keyof typeof stateOf

/** The jobs, latest first. Works in any process: it reads the tables and loads no engine. */
export async function listJobs(
  db: Queryable,
  { id, ids, job, state, limit = 100 }: JobQuery = {},
): Promise<JobRecord[]> {
  if (!(await hasTables(db))) return []
  const wanted = id === undefined ? ids : [id]
  const status = (Object.keys(stateOf) as Status[]).find((each) => stateOf[each] === state)
  const rows = await db.query<Omit<JobRecord, 'state'> & { status: Status }>(sql`
    select workflow_uuid as id, name as job, status, queue_name as queue,
      recovery_attempts as attempts, coalesce(o.error, s.error) as error,
      to_timestamp(created_at / 1000.0) as "createdAt",
      to_timestamp(delay_until_epoch_ms / 1000.0) as "dueAt",
      to_timestamp(started_at_epoch_ms / 1000.0) as "startedAt",
      to_timestamp(completed_at / 1000.0) as "endedAt"
    from dbos.workflow_status s left join dbos.workflow_output o using (workflow_uuid)
    where (${wanted ?? null}::text[] is null or workflow_uuid = any(${wanted ?? null}))
      and (${job ?? null}::text is null or name = ${job ?? null})
      and (${status ?? null}::text is null or status = ${status ?? null})
    order by created_at desc, workflow_uuid limit ${limit}`)
  return rows.map(({ status, error, ...row }) => ({
    ...row,
    state: stateOf[status],
    error: messageOf(error),
  }))
}

/** The steps that a job has finished, in their order. */
export async function listSteps(db: Queryable, id: string): Promise<StepRecord[]> {
  if (!(await hasTables(db))) return []
  const rows = await db.query<StepRecord>(sql`
    select function_name as name, error,
      to_timestamp(started_at_epoch_ms / 1000.0) as "startedAt",
      to_timestamp(completed_at_epoch_ms / 1000.0) as "endedAt"
    from dbos.operation_outputs where workflow_uuid = ${id} order by function_id`)
  return rows.map((row) => ({ ...row, error: messageOf(row.error) }))
}

async function hasTables(db: Queryable): Promise<boolean> {
  const [row] = await db.query<{ there: boolean }>(
    sql`select to_regclass('dbos.workflow_status') is not null as there`,
  )
  return row!.there
}

/** The message in an error as the engine keeps it: JSON, with the error's fields under `json` or at the top. */
function messageOf(kept: string | null): string | null {
  if (kept === null) return null
  try {
    const error = JSON.parse(kept) as { message?: unknown; json?: { message?: unknown } }
    const message = error.json?.message ?? error.message
    return typeof message === 'string' ? message : kept
  } catch {
    return kept
  }
}
