import { escalateOverdue, raise } from '../exceptions/index.ts'
import { raiseStale } from '../pipeline/ingestion/index.ts'
import { raiseUnclear } from '../pipeline/intelligence/index.ts'
import { openJobs, type Job, type Jobs } from '../platform/jobs/index.ts'
import type { AppContext } from './context.ts'
import { pullDue } from './pull-due.ts'

const keptDays = 7

/**
 * Does what is due by the clock, of all app processes in one of them: reads sources, looks after
 * freshness promises, due times and facts that contradict each other, and forgets old jobs. What cannot be done goes on the desk.
 */
export function keepSchedules(deps: AppContext): Promise<Jobs> {
  const { db, log, clock } = deps
  const since = clock.now()
  let jobs: Jobs | undefined
  const everyMinute: Job = (job) =>
    job.step('look', async () => {
      await pullDue(deps)
      await raiseStale(deps, deps.contracts, since)
      // Where this process has no facts, the one that has them looks when its turn comes.
      if (deps.facts.state().state === 'serving')
        await raiseUnclear(deps, deps.facts, deps.contracts)
      const overdue = await escalateOverdue(deps)
      if (overdue.length > 0) log.warn({ overdue: overdue.length }, 'exceptions are overdue')
    })
  const nightly: Job = (job) =>
    job.step('forget', async () => {
      await jobs?.forget(new Date(clock.now().getTime() - keptDays * 86_400_000))
    })
  const opened = openJobs({
    db,
    log,
    jobs: { 'every-minute': everyMinute, nightly },
    schedules: [
      { name: 'every-minute', cron: '* * * * *', job: 'every-minute' },
      { name: 'nightly', cron: '17 3 * * *', job: 'nightly' },
    ],
    onFailed: async (tx, { job, error }) => {
      await raise(
        { ...deps, db: tx },
        {
          mode: 'unavailable',
          owner: 'operations',
          title: `What is due by the clock could not be done (${job})`,
          about: job,
          detail: { error },
        },
      )
    },
  })
  return opened.then((open) => (jobs = open))
}
