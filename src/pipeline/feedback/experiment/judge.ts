import { ok, type Result } from '../../../core/result.ts'
import type { Experiment } from '../define.ts'
import { alwaysValidInterval } from './always-valid-interval.ts'
import { alwaysValidP } from './always-valid-p.ts'
import { proportion } from './arm.ts'
import { difference, type Refusal } from './difference.ts'
import { expectedShares } from './expected-shares.ts'
import { sampleRatioP } from './sample-ratio.ts'
import type { DealtRow } from './store.ts'

/** How an arm differs from the control, with the always-valid interval around it. */
export interface Comparison {
  readonly estimate: number
  readonly low: number
  readonly high: number
  readonly p: number
}

export interface JudgedArm {
  readonly arm: string
  readonly units: number
  readonly conversions: number
  /** None where there are no units. */
  readonly conversion: number | null
  /** How many units it should have had, by the shares that were logged. */
  readonly expected: number
  /** None for the control. */
  readonly compared: Result<Comparison, Refusal> | undefined
}

/** What the counts say of an experiment. */
export interface Judgement {
  /** The control first, then by name. */
  readonly arms: readonly JudgedArm[]
  /** At most so likely does chance alone share the units out so, however often one looks. */
  readonly sampleRatio: number
  /** Units that were dealt another arm later, and count under the first. */
  readonly several: number
}

/**
 * Judges an experiment by its counts: the one function behind the report, the list and every day of the
 * curve. Everybody counts under the arm dealt first: what comes later is an outcome, and an arm that
 * loses people by it is not like the others any more (decisions/0038).
 */
export function judge({ control, alpha }: Experiment, dealt: readonly DealtRow[]): Judgement {
  const counts = countArms(control, dealt)
  const expected = expectedShares(dealt)
  const held = counts.find(({ arm }) => arm === control)!
  // The promise of alpha is for the whole experiment: its comparisons share it (Bonferroni).
  const share = alpha / Math.max(1, counts.length - 1)
  return {
    arms: counts.map((count) => ({
      ...count,
      conversion: count.units > 0 ? count.conversions / count.units : null,
      expected: expected.get(count.arm) ?? 0,
      compared: count === held ? undefined : compare(held, count, share),
    })),
    sampleRatio: sampleRatioP(
      [...expected].map(([arm, weight]) => ({
        units: counts.find((each) => each.arm === arm)?.units ?? 0,
        weight,
      })),
    ),
    several: dealt.reduce((sum, row) => sum + row.several, 0),
  }
}

type ArmCount = Pick<JudgedArm, 'arm' | 'units' | 'conversions'>

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

function compare(held: ArmCount, arm: ArmCount, alpha: number): Result<Comparison, Refusal> {
  const found = difference(
    proportion(held.conversions, held.units),
    proportion(arm.conversions, arm.units),
  )
  if (!found.ok) return found
  return ok({
    estimate: found.value.estimate,
    ...alwaysValidInterval(found.value, alpha),
    p: alwaysValidP(found.value, alpha),
  })
}
