import { randomUUID } from 'node:crypto'
import { durationMs, type Duration } from '../../core/duration.ts'
import { openEngine, parkedQueue, type OpenEngine } from './engine.ts'
import type { StartOptions } from './job.ts'
import type { JobsOptions } from './jobs-options.ts'
import { keepExecutor } from './keep-executor.ts'
import { reportFailures } from './report-failures.ts'
import { decisionTopic } from './run-job.ts'
import { endedJobs, forgetReported } from './store.ts'

export interface Jobs {
  /** Starts a job, or does nothing when the id is known already. It is durable when this returns. */
  start(job: string, input: unknown, options: StartOptions): Promise<void>
  /** Waits for a job's end, wherever it runs. Throws what the job threw. */
  result(id: string): Promise<unknown>
  /** Ends a job at its next step, or before it begins. */
  cancel(id: string): Promise<void>
  /** Puts a continuation aside until somebody decides, or else until it is escalated. */
  park(
    continuation: string,
    input: unknown,
    options: { readonly id: string; readonly escalateAfter: Duration },
  ): Promise<void>
  /** Lets a parked continuation go on with the decision. False when it has already gone on. The first decision counts. */
  decide(id: string, decision: unknown): Promise<boolean>
  /** Lets a parked continuation go on without a decision, now. False when it has already gone on. */
  escalate(id: string): Promise<boolean>
  /** Forgets jobs that ended before the moment, with their steps. Returns how many. */
  forget(before: Date): Promise<number>
  /** Waits for the jobs that run here, at most so long (default `'10s'`); what is left goes on elsewhere. */
  close(patience?: Duration): Promise<void>
}

const forgetAtOnce = 500

/**
 * Opens durable work in this process: one at a time. Jobs that were running in a process that died
 * or hangs are taken up again here, without repeating the steps they had finished.
 */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const { db, log } = options
  const id = randomUUID()
  const engine = await openEngine(options, id)
  // Known to the others before it runs anything, so that nothing it runs can be lost with it.
  const executor = await keepExecutor({
    url: db.url,
    id,
    log,
    takeOver: engine.takeOver,
    canTakeOver: () => engine.dbos.isInitialized(),
    onEvicted: options.onEvicted ?? (() => process.exit(70)),
  })
  let stopReporting: (() => Promise<void>) | undefined
  try {
    await engine.launch()
    stopReporting = options.onFailed && reportFailures({ db, log }, options.onFailed)
  } catch (error) {
    await engine.close(0).catch(() => {})
    await executor.stop()
    throw error
  }
  return {
    ...startJobs(engine),
    ...parkJobs(engine),
    async forget(before) {
      for (let forgotten = 0; ;) {
        const ids = await endedJobs(db, before, forgetAtOnce)
        if (ids.length === 0) return forgotten
        await engine.dbos.deleteWorkflows(ids)
        await forgetReported(db, ids)
        forgotten += ids.length
      }
    },
    async close(patience = '10s') {
      await stopReporting?.()
      await engine.close(durationMs(patience))
      await executor.stop()
    },
  }
}

function startJobs({ dbos, find }: OpenEngine): Pick<Jobs, 'start' | 'result' | 'cancel'> {
  return {
    async start(job, input, { id, queue, partition, delay, timeout }) {
      if (delay && !queue) throw new TypeError(`start '${job}': a delay needs a queue`)
      await dbos.startWorkflow(find(job), {
        workflowID: id,
        ...(queue && { queueName: queue }),
        ...(timeout && { timeoutMS: durationMs(timeout) }),
        enqueueOptions: {
          ...(partition !== undefined && { queuePartitionKey: partition }),
          ...(delay && { delaySeconds: durationMs(delay) / 1_000 }),
        },
      })(input)
    },
    async result(id) {
      if (!(await dbos.getWorkflowStatus(id))) throw new Error(`no job has the id '${id}'`)
      return dbos.retrieveWorkflow(id).getResult({ pollingIntervalMs: 250 })
    },
    cancel: (id) => dbos.cancelWorkflow(id),
  }
}

function parkJobs({ dbos, find }: OpenEngine): Pick<Jobs, 'park' | 'decide' | 'escalate'> {
  const isParked = async (id: string) => (await dbos.getWorkflowStatus(id))?.status === 'DELAYED'
  return {
    async park(continuation, input, { id, escalateAfter }) {
      await dbos.startWorkflow(find(continuation), {
        workflowID: id,
        queueName: parkedQueue,
        enqueueOptions: { delaySeconds: durationMs(escalateAfter) / 1_000 },
      })(input)
    },
    async decide(id, decision) {
      if (!(await isParked(id))) return false
      await dbos.send(id, decision, decisionTopic, 'decision')
      await dbos.setWorkflowDelay(id, 0.001)
      return true
    },
    async escalate(id) {
      if (!(await isParked(id))) return false
      await dbos.setWorkflowDelay(id, 0.001)
      return true
    },
  }
}
