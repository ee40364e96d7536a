import gammaln from '@stdlib/math-base-special-gammaln'
import { mixingScale } from './mixing-scale.ts'
import { worstSampleRatio } from './verdict.ts'

export interface ShareOfArm {
  readonly units: number
  /** The share of units that the arm should have had, relative to the other arms'. */
  readonly weight: number
}

/**
 * How much chance alone can be blamed for units shared out as unevenly as this, good at every look:
 * over a whole run it falls to p or below with a chance of at most p. One over the Bayes factor of
 * Dirichlet-distributed shares against the weights,
 *
 *   BF = Γ(k) / Γ(k + n) · Π Γ(k w_i + n_i) / ( Γ(k w_i) w_i^n_i )
 *
 * with n_i of n units where w_i was planned (Lindon and Malek 2022, "Anytime-valid inference for
 * multinomial count data", arXiv 2011.03567). It is exact, so it needs no least count: the first
 * unit, wherever it falls, makes it 1. Arms of weight 0 stay out; an empty arm that should have had
 * units stays in. 1 where there is nothing to compare.
 */
export function sampleRatioP(arms: readonly ShareOfArm[]): number {
  const shared = arms.filter(({ weight }) => weight > 0)
  const units = shared.reduce((sum, arm) => sum + arm.units, 0)
  const weights = shared.reduce((sum, arm) => sum + arm.weight, 0)
  if (shared.length < 2 || units === 0) return 1
  const logFactor = shared.reduce(
    (sum, arm) => {
      const share = arm.weight / weights
      const prior = concentration * share
      return sum + gammaln(prior + arm.units) - gammaln(prior) - arm.units * Math.log(share)
    },
    gammaln(concentration) - gammaln(concentration + units),
  )
  return Math.min(1, Math.exp(-logFactor))
}

/**
 * How close to the weights other shares are looked for, in units (k). For many units the test is the
 * normal mixture's of scale 1/k, so it is tuned as the intervals are. Any number is valid.
 */
const concentration = 1 / mixingScale(worstSampleRatio)
