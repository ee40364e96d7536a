import chisquare from '@stdlib/stats-base-dists-chisquare'

export interface ShareOfArm {
  readonly units: number
  /** The share of units that the arm should have had, relative to the other arms'. */
  readonly weight: number
}

/**
 * How likely it is that chance alone shared the units out as unevenly as this: Pearson's chi-square
 * goodness-of-fit test (Pearson 1900) against the weights. Arms of weight 0 stay out; an empty arm
 * that should have had units stays in. 1 where there is nothing to compare.
 */
export function sampleRatioP(arms: readonly ShareOfArm[]): number {
  const shared = arms.filter(({ weight }) => weight > 0)
  const units = shared.reduce((sum, arm) => sum + arm.units, 0)
  const weights = shared.reduce((sum, arm) => sum + arm.weight, 0)
  if (shared.length < 2 || units === 0) return 1
  const statistic = shared.reduce((sum, arm) => {
    const expected = (units * arm.weight) / weights
    return sum + (arm.units - expected) ** 2 / expected
  }, 0)
  // The difference from 1 is known to 2^-53 and no better; a p-value of 0 would claim more than that.
  return Math.max(2 ** -53, 1 - chisquare.cdf(statistic, shared.length - 1))
}
