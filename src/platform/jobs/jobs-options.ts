import type { Database } from '../database/index.ts'
import type { Log } from '../log.ts'
import type { Continuation, Job, QueueLimits, Schedule } from './job.ts'
import type { OnFailed } from './report-failures.ts'

export interface JobsOptions {
  readonly db: Database
  readonly log: Log
  /** Every job that may run here, by the name under which it is kept. All processes register the same. */
  readonly jobs?: Readonly<Record<string, Job>>
  readonly continuations?: Readonly<Record<string, Continuation>>
  readonly queues?: Readonly<Record<string, QueueLimits>>
  /** All schedules there are; one that is no longer listed ends. */
  readonly schedules?: readonly Schedule[]
  readonly onFailed?: OnFailed
  /** Told when other processes took this one for dead. Default: the process ends with code 70. */
  readonly onEvicted?: () => void
}
