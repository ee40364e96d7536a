import {
  finalPath,
  planRecovery,
  type Contract,
  type FinalPath,
  type Path,
} from '../../contracts/index.ts'
import { raise, type RaiseDeps } from '../../exceptions/index.ts'
import type { AcceptDeps } from './accept.ts'
import type { FileProblem } from './files/file-problem.ts'
import type { FileRun } from './pull-file.ts'
import { dropRetry, findRetry, saveRetry, type PendingRetry } from './retry-store.ts'
import type { FileTrouble, RunRecovery } from './run.ts'
import { closeRun } from './run-store.ts'

export interface SettleDeps extends AcceptDeps {
  /** A number in [0, 1), for the waits between attempts. Default: by chance. */
  readonly random?: () => number
}

/** A file that could not be read in a run, and why. */
export interface FailedFile {
  readonly file: string
  readonly problem: FileProblem
}

export interface SettledRun {
  readonly state: 'done' | 'failed'
  readonly problems: readonly FileTrouble[]
  readonly recovery: RunRecovery | null
}

/**
 * Ends a run, and takes for each file that could not be read the path that the contract declares: all
 * in one transaction, so that a process that is killed has done all of it or will do it again.
 * @param whole whether the run looked at all that the source has; one that did not cannot tell that
 *   an earlier trouble is over
 */
export const settleRun = (
  deps: SettleDeps,
  run: FileRun,
  failed: readonly FailedFile[],
  whole: boolean,
): Promise<SettledRun> =>
  deps.db.transaction(async (tx) => {
    const now = deps.clock.now()
    const before = await findRetry(tx, run.source)
    const failures = failed.map((each) => ({
      ...each,
      mode: each.problem.mode,
      path: declaredFor(run.contract, each.problem),
    }))
    const random = (deps.random ?? Math.random)()
    const plan = planRecovery(failures, before?.failed ?? {}, now, random)
    const since = before?.since ?? now
    const final = new Map(plan.final.map((each) => [each.failure, each]))
    for (const { failure, path, retries } of plan.final) {
      if (path.path === 'ignore') continue
      const tried = retries > 0 ? { retries: { made: retries, since, last: now } } : {}
      await ask({ ...deps, db: tx }, run, failure, path, tried)
    }
    if (plan.next) {
      const { source, id } = run
      await saveRetry(tx, { ...plan.next, source, run: id, failed: plan.counts, since })
    } else if (whole || plan.final.some(({ retries }) => retries > 0)) {
      await dropRetry(tx, run.source)
    }

    const problems = failures.map((failure): FileTrouble => {
      const { file, mode, problem } = failure
      const taken = final.get(failure)?.path ?? failure.path
      return { file, mode, message: problem.message, path: taken.path }
    })
    const state = problems.some(({ path }) => path !== 'ignore') ? 'failed' : 'done'
    const recovery = recoveryOf(plan, whole ? before : undefined, since)
    await closeRun(tx, run, state, problems, recovery, now)
    return { state, problems, recovery }
  })

/** A column that came or went is judged, and is not there again by being looked at twice. */
function declaredFor({ failures }: Contract, { mode, face }: FileProblem): Path {
  return mode === 'drift' ? finalPath(failures.drift[face]) : failures[mode]
}

type Plan = ReturnType<typeof planRecovery>

function recoveryOf(
  { next, final }: Plan,
  before: PendingRetry | undefined,
  first: Date,
): RunRecovery | null {
  const since = first.toISOString()
  if (next) {
    const { mode, attempt, times, at } = next
    return { outcome: 'again', mode, attempt, times, since, at: at.toISOString() }
  }
  const spent = final.find(({ retries }) => retries > 0)
  if (spent) {
    const { failure, retries } = spent
    const { mode } = failure
    return { outcome: 'spent', mode, attempt: retries, times: retries, since, at: null }
  }
  if (!before) return null
  const { mode, attempt, times } = before
  return { outcome: 'over', mode, attempt, times, since, at: null }
}

/** Puts a file at the desk. */
async function ask(
  deps: RaiseDeps,
  { source, contract }: FileRun,
  { file, problem }: FailedFile,
  { route, due }: Exclude<FinalPath, { path: 'ignore' }>,
  tried: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { mode, about, message, face } = problem
  await raise(deps, {
    mode,
    contract: contract.name,
    owner: contract.owner,
    route,
    due,
    title: `${source}: ${file}: ${message}`,
    about: `${source} ${file} ${about}`,
    detail: { source, file, message, ...tried, ...(mode === 'drift' ? { face } : {}) },
  })
}
