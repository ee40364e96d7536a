import type { Clock } from '../../../platform/clock.ts'
import type { WarehouseReader } from '../../../platform/warehouse/index.ts'
import { factQuery } from '../../intelligence/index.ts'
import type { Experiment } from '../define.ts'
import type { Finding } from './finding.ts'
import type { Judgement } from './judge.ts'
import { lastStanding, standings } from './standings.ts'
import { dealtByDay, exposuresSetAside, type SetAside } from './store.ts'

/** How an experiment stood at the end of a day. */
export interface ExaminedDay extends Judgement {
  /** In UTC: `2026-05-04`. */
  readonly day: string
}

export interface Examination extends Judgement {
  readonly finding: Finding
  /** Oldest first; the last is today. None where nobody was dealt an arm. */
  readonly days: readonly ExaminedDay[]
  /** Exposures that chance had no part in, by why. */
  readonly setAside: readonly SetAside[]
  /** The first and the last day on which somebody was dealt an arm for the first time. */
  readonly firstDay: string | null
  readonly lastDay: string | null
}

/**
 * Examines an experiment: how it stands, and how it stood at the end of each day, from one pass over
 * the facts and by one function, so that the last day is what the report says.
 */
export async function examineExperiment(
  { warehouse, clock }: { warehouse: WarehouseReader; clock: Clock },
  experiment: Experiment,
): Promise<Examination> {
  const [rows, setAside] = await warehouse.snapshot((facts) => {
    const query = factQuery('experiment-result', facts)
    return Promise.all([dealtByDay(query, experiment), exposuresSetAside(query, experiment.name)])
  })
  // The gamma function they take is many files, and only who asks for an experiment needs them.
  const [{ judge }, { findingOf }] = await Promise.all([
    import('./judge.ts'),
    import('./finding.ts'),
  ])
  const today = clock.now().toISOString().slice(0, 10)
  const now = judge(experiment, lastStanding(rows))
  const days = standings(rows, today).map(({ day, dealt }) => ({
    day,
    ...judge(experiment, dealt),
  }))
  const seen = rows.map(({ day }) => day).sort()
  return {
    ...now,
    finding: findingOf(experiment, now),
    days,
    setAside,
    firstDay: seen[0] ?? null,
    lastDay: seen.at(-1) ?? null,
  }
}
