import { ok, type Result } from '../../../core/result.ts'
import type { ReportBody, ReportRow } from '../../intelligence/define.ts'
import type { Experiment } from '../define.ts'
import { alwaysValidInterval, type Interval } from './always-valid-interval.ts'
import { alwaysValidP } from './always-valid-p.ts'
import { proportion } from './arm.ts'
import { difference, type Difference, type Refusal } from './difference.ts'
import { expectedShares } from './expected-shares.ts'
import { sampleRatioP } from './sample-ratio.ts'
import type { DealtRow, SetAside } from './store.ts'
import { verdictOn } from './verdict.ts'

interface ArmCount {
  readonly arm: string
  readonly units: number
  readonly conversions: number
}

/** The report's rows from the counts. */
export function resultOf(
  { control, alpha, metric }: Experiment,
  dealt: readonly DealtRow[],
  aside: readonly SetAside[],
): ReportBody {
  const alone = dealt.filter(({ several }) => !several)
  const arms = countArms(control, alone)
  const uncovered = aside.filter(({ because }) => because === 'not-covered')
  const expected = expectedShares(alone, new Set(uncovered.map(({ table }) => table)))
  const sampleRatio = sampleRatioP(
    [...expected].map(([arm, weight]) => ({
      units: arms.find((each) => each.arm === arm)?.units ?? 0,
      weight,
    })),
  )
  const held = arms.find(({ arm }) => arm === control)!
  // The promise of alpha is for the whole experiment: its comparisons share it (Bonferroni).
  const share = alpha / Math.max(1, arms.length - 1)
  const rows = arms.map((arm) => {
    const compared =
      arm === held
        ? undefined
        : difference(
            proportion(held.conversions, held.units),
            proportion(arm.conversions, arm.units),
          )
    return rowOf(arm, control, compared, share, sampleRatio)
  })
  const several = dealt.reduce((sum, row) => sum + (row.several ? row.units : 0), 0)
  return { rows, notes: notesOn(metric.means, alpha, arms.length, several, aside) }
}

/** The control first, then by name. */
function countArms(control: string, dealt: readonly DealtRow[]): ArmCount[] {
  const names = new Set([control, ...dealt.map(({ arm }) => arm).sort()])
  return [...names].map((name) => {
    const rows = dealt.filter(({ arm }) => arm === name)
    return {
      arm: name,
      units: rows.reduce((sum, { units }) => sum + units, 0),
      conversions: rows.reduce((sum, { conversions }) => sum + conversions, 0),
    }
  })
}

function rowOf(
  { arm, units, conversions }: ArmCount,
  control: string,
  compared: Result<Difference, Refusal> | undefined,
  alpha: number,
  sampleRatio: number,
): ReportRow {
  const interval: Result<Interval, Refusal> | undefined = compared?.ok
    ? ok(alwaysValidInterval(compared.value, alpha))
    : compared
  return {
    arm,
    units,
    conversions,
    conversion: units > 0 ? conversions / units : null,
    difference: compared?.ok ? compared.value.estimate : null,
    low: interval?.ok ? interval.value.low : null,
    high: interval?.ok ? interval.value.high : null,
    p: compared?.ok ? alwaysValidP(compared.value, alpha) : null,
    sampleRatioP: sampleRatio,
    verdict: interval ? verdictOn(control, interval, sampleRatio) : 'The control.',
  }
}

function notesOn(
  means: string,
  alpha: number,
  arms: number,
  several: number,
  aside: readonly SetAside[],
): string[] {
  const reasons = Map.groupBy(aside, ({ because }) => because)
  const counts = [...reasons].map(
    ([because, rows]) => `${because} ${rows.reduce((sum, row) => sum + row.exposures, 0)}`,
  )
  const shared = arms > 2 ? `, shared among ${arms - 1} comparisons` : ''
  return [
    `Conversion: ${means}`,
    `Intervals are always valid: a false alarm over the whole run has a chance of at most ${alpha * 100} %${shared}.`,
    `People who saw several arms, left out: ${several}.`,
    `Exposures that chance had no part in, left out: ${counts.length > 0 ? counts.join(', ') : 'none'}.`,
  ]
}
