import type { Duration } from '../../core/duration.ts'

/** What a job may do besides computing. Everything else that touches the world belongs into a step. */
export interface JobContext {
  readonly id: string
  /** When the schedule meant it to run; undefined for a job that was started otherwise. */
  readonly due: Date | undefined
  /**
   * Does the work once and keeps its result: when the job is taken up again, a step that finished is
   * not done again. One that was cut off in the middle is, so it passes `key` on to whom it calls.
   */
  step<T>(name: string, work: (step: Step) => Promise<T>, policy?: StepPolicy): Promise<T>
  /** Waits, also over restarts. Holds its place in its queue: for a person's answer, park instead. */
  sleep(duration: Duration): Promise<void>
}

/** One attempt at a step. */
export interface Step {
  /** The same at each attempt, after each restart: an idempotency key for the call. */
  readonly key: string
  /** 1, 2, 3 ... */
  readonly attempt: number
  /** Fires when the attempt has timed out or the job was cancelled. */
  readonly signal: AbortSignal
}

export interface StepPolicy {
  /** Attempts in all. Default 5, which with the default waits outlasts an outage of 15 s. */
  readonly attempts?: number
  /** The wait after the first failure; it doubles. Default `'1s'`. */
  readonly wait?: Duration
  /** Of one attempt. Default: none. */
  readonly timeout?: Duration
  /** Whether another attempt may help. Default: always. */
  readonly retryIf?: (error: unknown) => boolean
}

/** Durable work: deterministic between its steps, because it is replayed when it is taken up again. */
export type Job<Input = never, Output = unknown> = (
  context: JobContext,
  input: Input,
) => Promise<Output>

/**
 * The rest of a job that waits for a person, without holding anything while it waits. It runs with
 * the decision, or without one when it was escalated or nobody decided in time.
 */
export type Continuation<Input = never, Decision = never> = (
  context: JobContext,
  input: Input,
  decision: Decision | undefined,
) => Promise<unknown>

export interface QueueLimits {
  /** Jobs at once, over all processes. */
  readonly total?: number
  /** Jobs at once in one process. */
  readonly perProcess?: number
  /** Starts within a period. */
  readonly rate?: { readonly starts: number; readonly per: Duration }
  /** The same limits for each partition by itself; then every start names a partition. */
  readonly eachPartition?: Omit<QueueLimits, 'eachPartition' | 'poll'>
  /** How often it is looked into. Default `'1s'`; shorter is quicker and costs the database more. */
  readonly poll?: Duration
}

export interface Schedule {
  readonly name: string
  /** Five fields, or six with seconds first. */
  readonly cron: string
  /** A registered job. It gets `input` and, as `context.due`, the moment it was meant for. */
  readonly job: string
  readonly input?: unknown
  /** Default UTC. */
  readonly timezone?: string
}

export interface StartOptions {
  /** The same id starts the job once, however often it is asked for. */
  readonly id: string
  /** Default: at once, in this process. */
  readonly queue?: string
  readonly partition?: string
  /** Not before this long from now. Needs a queue. */
  readonly delay?: Duration
  /** Of the whole job, from when it begins to run. Then it is cancelled at its next step. */
  readonly timeout?: Duration
}
