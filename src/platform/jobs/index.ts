export { listJobs, listSteps, type JobRecord, type JobState } from './history.ts'
export type { Job, JobContext } from './job.ts'
export { openJobs, type Jobs } from './open-jobs.ts'
