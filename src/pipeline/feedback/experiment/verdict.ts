import type { Result } from '../../../core/result.ts'
import type { Interval } from './always-valid-interval.ts'
import type { Refusal } from './difference.ts'

/** Below this, the units were not shared out as planned, and the figures compare unlike groups. */
export const worstSampleRatio = 0.001

/** What the comparison of an arm with the control comes to, in words for whoever has to decide. */
export function verdictOn(
  control: string,
  compared: Result<Interval, Refusal>,
  sampleRatio: number,
): string {
  if (sampleRatio < worstSampleRatio) {
    return 'Do not trust these figures: the arms did not get the shares of units that were planned.'
  }
  if (!compared.ok) {
    return compared.error === 'no-units'
      ? 'Too early to tell: an arm has no units yet.'
      : 'Too early to tell: in one of the two arms nobody has converted yet, or everybody.'
  }
  const { low, high } = compared.value
  if (low > 0)
    return `Better than ${control}: converts ${points(low)} to ${points(high)} points more.`
  if (high < 0) {
    return `Worse than ${control}: converts ${points(-high)} to ${points(-low)} points less.`
  }
  return `No difference from ${control} shown: between ${points(-low)} points less and ${points(high)} points more.`
}

/** Percentage points, with a digit more where they are small. */
const points = (share: number): string => {
  const value = share * 100
  return value.toFixed(Math.abs(value) < 0.1 ? 3 : 2)
}
