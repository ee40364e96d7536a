import type { DBOS, WorkflowQueue } from '@dbos-inc/dbos-sdk'
import { durationMs } from '../../core/duration.ts'
import { openPool } from '../database/index.ts'
import type { Log } from '../log.ts'
import type { Job, QueueLimits } from './job.ts'
import type { JobsOptions } from './jobs-options.ts'
import { continuationWorkflow, jobWorkflow, scheduledWorkflow } from './run-job.ts'
import { connectionName } from './store.ts'

type Workflow = (input: unknown) => Promise<unknown>

/** The engine with our jobs in it. */
export interface OpenEngine {
  readonly dbos: typeof DBOS
  /** A job or continuation by its name. */
  readonly find: (name: string) => Workflow
  /** Begins to run jobs. */
  readonly launch: () => Promise<void>
  /** Lets the jobs of a dead executor run again. */
  readonly takeOver: (executor: string) => Promise<void>
  readonly close: (patienceMs: number) => Promise<void>
}

/** The queue of parked continuations: without limits, so that none waits for another. */
export const parkedQueue = 'parked'

/**
 * The version of the code as the engine sees it. It is a constant, because the engine leaves work of
 * another version alone: with a version a deploy, every deploy would strand the jobs under way. Raise
 * it only for a change that running jobs cannot go on with, and let them end first.
 */
const applicationVersion = '1'

/** Loads the engine (60 MB, so only where jobs run) and registers the jobs. Nothing runs yet. */
export async function openEngine(options: JobsOptions, executor: string): Promise<OpenEngine> {
  const { DBOS: dbos } = await import('@dbos-inc/dbos-sdk')
  const { DBOSExecutor } = await import('@dbos-inc/dbos-sdk/internal/dbos-executor')
  if (dbos.isInitialized()) throw new Error('jobs are already open in this process')
  const { url } = options.db
  // A pool of ours: one of its own ends the process when a connection breaks as it is handed out.
  const pool = openPool({
    url,
    name: connectionName(executor),
    connections: 10,
    onBroken: (error) => options.log.warn({ error }, 'a database connection broke'),
  })
  dbos.setConfig({
    name: 'linchpin',
    systemDatabaseUrl: url,
    systemDatabasePool: pool,
    executorID: executor,
    applicationVersion,
    enablePatching: true,
    logger: engineLog(options.log),
  })
  const { find, scheduled } = register(dbos, options)
  return {
    dbos,
    find,
    async launch() {
      await dbos.launch()
      for (const [name, limits] of Object.entries({ ...options.queues, [parkedQueue]: {} })) {
        await openQueue(dbos, name, limits)
      }
      await applySchedules(dbos, options, scheduled)
    },
    async takeOver(dead) {
      await DBOSExecutor.globalInstance?.recoverPendingWorkflows([dead])
    },
    async close(patienceMs) {
      try {
        await dbos.shutdown({ deregister: true, workflowCompletionTimeoutMS: patienceMs })
      } finally {
        await pool.end()
      }
    },
  }
}

function register(dbos: typeof DBOS, { jobs = {}, continuations = {} }: JobsOptions) {
  const known = new Map<string, Workflow>()
  const scheduled = new Map<string, (due: Date, input: unknown) => Promise<void>>()
  for (const [name, job] of Object.entries<Job>(jobs)) {
    known.set(name, dbos.registerWorkflow(jobWorkflow(dbos, job), { name }))
    const timed = dbos.registerWorkflow(scheduledWorkflow(dbos, job), {
      name: `${name} (scheduled)`,
    })
    scheduled.set(name, timed)
  }
  for (const [name, continuation] of Object.entries(continuations)) {
    if (known.has(name)) throw new Error(`a job and a continuation are both named '${name}'`)
    known.set(name, dbos.registerWorkflow(continuationWorkflow(dbos, continuation), { name }))
  }
  const find = (name: string): Workflow => {
    const found = known.get(name)
    if (found) return found
    throw new Error(`no job is named '${name}'; known: ${[...known.keys()].join(', ')}`)
  }
  return { find, scheduled }
}

async function openQueue(
  dbos: typeof DBOS,
  name: string,
  { total, perProcess, rate, eachPartition, poll }: QueueLimits,
): Promise<WorkflowQueue> {
  return dbos.registerQueue(name, {
    onConflict: 'always_update',
    ...(total && { globalConcurrency: total }),
    ...(perProcess && { workerConcurrency: perProcess }),
    ...(rate && { rateLimit: rateLimit(rate) }),
    ...(eachPartition?.total && { partitionConcurrency: eachPartition.total }),
    ...(eachPartition?.perProcess && { partitionWorkerConcurrency: eachPartition.perProcess }),
    ...(eachPartition?.rate && { partitionRateLimit: rateLimit(eachPartition.rate) }),
    ...(poll && { minPollingIntervalMs: durationMs(poll) }),
  })
}

const rateLimit = ({ starts, per }: NonNullable<QueueLimits['rate']>) => ({
  limitPerPeriod: starts,
  periodSec: durationMs(per) / 1_000,
})

async function applySchedules(
  dbos: typeof DBOS,
  { schedules = [] }: JobsOptions,
  scheduled: ReadonlyMap<string, (due: Date, input: unknown) => Promise<void>>,
): Promise<void> {
  for (const { scheduleName } of await dbos.listSchedules()) {
    if (!schedules.some(({ name }) => name === scheduleName))
      await dbos.deleteSchedule(scheduleName)
  }
  await dbos.applySchedules(
    schedules.map(({ name, cron, job, input, timezone = 'UTC' }) => {
      const workflowFn = scheduled.get(job)
      if (!workflowFn) throw new Error(`schedule '${name}' names no job '${job}'`)
      return {
        scheduleName: name,
        workflowFn,
        schedule: cron,
        context: input,
        cronTimezone: timezone,
      }
    }),
  )
}

/** The engine's chatter is ours to debug with; what it warns of is for everybody. */
function engineLog(log: Log) {
  return {
    debug: (entry: unknown) => log.trace(String(entry)),
    info: (entry: unknown) => log.debug(String(entry)),
    warn: (entry: unknown) => log.warn(String(entry)),
    error: (entry: unknown, metadata?: { error?: unknown }) =>
      log.error({ error: metadata?.error }, String(entry)),
  }
}
