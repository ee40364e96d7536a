import { setTimeout as sleep } from 'node:timers/promises'
import { pausing } from '../exceptions/index.ts'
import { selectDueRetries } from '../pipeline/ingestion/index.ts'
import type { AppContext } from './context.ts'

const lookMs = 500
/** A reading that ended without a word of its own (the database went away) is begun again after this long. */
const silenceMs = 60_000

/**
 * Makes the attempts that contracts declare, when they are due. Every app process looks; the lock of a
 * source and the number of the run that failed see to it that one of them makes each attempt, once.
 * @returns how to stop
 */
export function keepRetries(deps: AppContext): () => Promise<void> {
  const wake = new AbortController()
  const begun = new Map<number, number>()
  const kept = (async () => {
    while (!wake.signal.aborted) {
      await retryDue(deps, begun).catch((error: unknown) =>
        deps.log.warn({ error }, 'sources that are to be tried again wait'),
      )
      await sleep(lookMs, undefined, { signal: wake.signal }).catch(() => {})
    }
  })()
  return async () => {
    wake.abort()
    await kept
  }
}

/** @param begun when the attempt behind each failed run was begun here */
async function retryDue(
  { db, clock, workspace, pulls }: AppContext,
  begun: Map<number, number>,
): Promise<void> {
  const now = clock.now()
  const due = await selectDueRetries(db, now)
  for (const run of begun.keys()) if (!due.some((each) => each.run === run)) begun.delete(run)
  const fresh = due.filter(({ run }) => now.getTime() - (begun.get(run) ?? 0) > silenceMs)
  if (fresh.length === 0) return
  const ours = workspace.sources.filter(({ name, from }) => {
    return from.door === 'file' && fresh.some(({ source }) => source === name)
  })
  const paused = await pausing(
    { db },
    ours.map(({ contract }) => contract),
  )
  for (const source of ours) {
    if (paused.has(source.contract.name)) continue
    const { run } = fresh.find((each) => each.source === source.name)!
    begun.set(run, now.getTime())
    pulls.start(source, { retryOf: run })
  }
}
