import type { DBOS } from '@dbos-inc/dbos-sdk'
import { durationMs } from '../../core/duration.ts'
import type { Continuation, Job, JobContext, Step, StepPolicy } from './job.ts'

type Engine = typeof DBOS

/** The topic under which a person's decision is sent to a continuation. */
export const decisionTopic = 'decision'

/** The functions that the engine knows a job by: started, and by a schedule. */
export const jobWorkflow = (engine: Engine, job: Job) => (input: unknown) =>
  job(contextOf(engine, undefined), input as never)

export const scheduledWorkflow =
  (engine: Engine, job: Job) => async (due: Date, input: unknown) => {
    await job(contextOf(engine, due), input as never)
  }

export const continuationWorkflow =
  (engine: Engine, continuation: Continuation) => async (input: unknown) => {
    // It was sent before this began, or it never will be: there is nothing to wait for.
    const decision = await engine.recv(decisionTopic, { timeoutSeconds: 0.01 })
    return continuation(
      contextOf(engine, undefined),
      input as never,
      (decision ?? undefined) as undefined,
    )
  }

function contextOf(engine: Engine, due: Date | undefined): JobContext {
  const id = engine.workflowID!
  return {
    id,
    due,
    step: (name, work, policy) =>
      engine.runStep(() => work(stepOf(engine, id)), { name, ...stepSettings(policy) }),
    sleep: (duration) => engine.sleep(durationMs(duration)),
  }
}

function stepOf(engine: Engine, id: string): Step {
  const { currentAttempt = 1, timeoutSignal, cancelSignal } = engine.stepStatus ?? {}
  const signals = [timeoutSignal, cancelSignal].filter((signal) => signal !== undefined)
  return {
    key: `${id}:${engine.stepID}`,
    attempt: currentAttempt,
    signal: AbortSignal.any(signals),
  }
}

/** Retries are the rule here: the engine's own default is none, and one outage would fail every job. */
function stepSettings({ attempts = 5, wait = '1s', timeout, retryIf }: StepPolicy = {}) {
  return {
    retriesAllowed: attempts > 1,
    maxAttempts: attempts,
    intervalSeconds: durationMs(wait) / 1_000,
    backoffRate: 2,
    ...(timeout && { timeoutMS: durationMs(timeout) }),
    ...(retryIf && { shouldRetry: retryIf }),
  }
}
