import { countOpen } from '../../exceptions/index.ts'
import { publishedTable } from '../../personalization/index.ts'
import { countReadable } from '../../pipeline/execution/index.ts'
import {
  experimentState,
  exposures,
  lastDealt,
  returnedSince,
} from '../../pipeline/feedback/index.ts'
import { countDoorSince, lookAtDoor, typicalDelay } from '../../pipeline/ingestion/index.ts'
import { differenceAtDoor } from '../../pipeline/intelligence/index.ts'
import { countFacts } from '../../pipeline/processing/index.ts'
import type { overviewEndpoints } from '../api/overview.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'

/** Counting the tables of the door takes a walk over their indexes, so screens share one a minute. */
const checkedForMs = 60_000

/** The loop at a glance, over HTTP. */
export function overviewHandlers(
  context: AppContext,
): Pick<Handlers, keyof typeof overviewEndpoints> {
  const { db, clock, workspace } = context
  const check = sharedFor(checkedForMs, async () => ({
    at: clock.now(),
    difference: await differenceAtDoor(db),
  }))
  // It looks at every exposure there is, and what it says changes by the day.
  const lastDays = sharedFor(checkedForMs, () => lastDealt(context.facts))
  return {
    async showOverview() {
      const now = clock.now()
      const [{ since, ever, ...door }, look, checked, desk] = await Promise.all([
        countDoorSince(db, now),
        lookAtDoor(context),
        check(now),
        countOpen(db, now),
      ])
      const seen = workspace.contracts.map((contract) => look.of(contract))
      const { read, landed, duplicate, filtered, quarantined } = door
      return {
        at: now,
        since,
        ingestion: {
          ...door,
          difference: read - landed - duplicate - filtered - quarantined,
          systems: new Set(workspace.contracts.map(({ from }) => from.name)).size,
          late: seen.filter(({ freshness }) => freshness.state === 'late').length,
          held: seen.reduce((sum, { held }) => sum + held, 0),
          ever,
        },
        checked,
        processing: await processing(context),
        execution: await countReadable(db, since),
        feedback: await feedback(context, lastDays, since, now),
        desk,
      }
    },
  }
}

async function processing({ facts }: AppContext) {
  const { state, reason = null } = facts.state()
  const serves = state === 'serving'
  return {
    state,
    reason,
    facts: serves ? await countFacts(facts) : null,
    waiting: (await facts.lag()) ?? null,
  }
}

/** What came back. A report waits for what is at the door, so it has what the door has. */
async function feedback(
  { db, facts, workspace }: AppContext,
  lastDays: (now: Date) => ReturnType<typeof lastDealt>,
  since: Date,
  now: Date,
) {
  const delayMs = await typicalDelay(db, exposures.name, 'at')
  if (facts.state().state !== 'serving') {
    return { running: null, exposures: null, goals: null, delayMs }
  }
  const [returned, dealt, table] = await Promise.all([
    returnedSince({ warehouse: facts }, since),
    lastDays(now),
    publishedTable(db),
  ])
  const published = new Set(table?.placements.map(({ experiment }) => experiment))
  const running = workspace.experiments.filter(({ name }) => {
    const lastDay = dealt.get(name) ?? null
    return experimentState(published.has(name), lastDay, now) === 'running'
  })
  return { ...returned, running: running.length, delayMs }
}

/**
 * Gives everybody what a work came to, and does it anew when that is older than so long. Whoever asks then
 * has the old result at once; only the first of all waits.
 */
function sharedFor<Result>(
  ms: number,
  work: () => Promise<Result>,
): (now: Date) => Promise<Result> {
  let until = 0
  let held: Promise<Result> | undefined
  return (now) => {
    if (held && now.getTime() < until) return held
    until = now.getTime() + ms
    const next = work()
    // A failure is told to whoever waits for it; everybody else goes on with what was there.
    next.then(
      () => (held = next),
      () => (until = 0),
    )
    held ??= next.catch((error: unknown) => {
      held = undefined
      throw error
    })
    return held
  }
}
