import type { ReportBody, ReportRow } from '../../intelligence/define.ts'
import type { Experiment } from '../define.ts'
import { judge, type JudgedArm } from './judge.ts'
import type { DealtRow, SetAside } from './store.ts'
import { verdictOn } from './verdict.ts'

/** The report's rows from the counts. */
export function resultOf(
  experiment: Experiment,
  dealt: readonly DealtRow[],
  aside: readonly SetAside[],
): ReportBody {
  const { control, alpha, metric } = experiment
  const { arms, sampleRatio, several } = judge(experiment, dealt)
  return {
    rows: arms.map((arm) => rowOf(arm, control, sampleRatio)),
    notes: notesOn(metric.means, alpha, arms.length, several, aside),
  }
}

function rowOf(
  { arm, units, conversions, conversion, compared }: JudgedArm,
  control: string,
  sampleRatio: number,
): ReportRow {
  const known = compared?.ok ? compared.value : undefined
  return {
    arm,
    units,
    conversions,
    conversion,
    difference: known?.estimate ?? null,
    low: known?.low ?? null,
    high: known?.high ?? null,
    p: known?.p ?? null,
    sampleRatioP: sampleRatio,
    verdict: compared ? verdictOn(control, compared, sampleRatio) : 'The control.',
  }
}

function notesOn(
  means: string,
  alpha: number,
  arms: number,
  several: number,
  aside: readonly SetAside[],
): string[] {
  const counts = aside.map(({ because, exposures }) => `${because} ${exposures}`)
  const shared = arms > 2 ? `, shared among ${arms - 1} comparisons` : ''
  return [
    `Conversion: ${means}`,
    `Intervals are always valid: a false alarm over the whole run has a chance of at most ${alpha * 100} %${shared}.`,
    `People who saw several arms, counted under the first: ${several}.`,
    `Exposures that chance had no part in, left out: ${counts.length > 0 ? counts.join(', ') : 'none'}.`,
  ]
}
