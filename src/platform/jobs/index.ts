export {
  listJobs,
  listSteps,
  type JobQuery,
  type JobRecord,
  type JobState,
  type StepRecord,
} from './history.ts'
export type {
  Continuation,
  Job,
  JobContext,
  QueueLimits,
  Schedule,
  StartOptions,
  Step,
  StepPolicy,
} from './job.ts'
export type { JobsOptions } from './jobs-options.ts'
export { openJobs, type Jobs } from './open-jobs.ts'
export type { OnFailed } from './report-failures.ts'
