import type { Difference } from './difference.ts'
import { mixingScale } from './mixing-scale.ts'

export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * An interval that holds the true difference at every look at once with probability 1 - alpha, so
 * that one may look every day and stop at any time: the asymptotic confidence sequence
 *
 *   estimate ± SE sqrt(N) sqrt( 2 (N rho^2 + 1) / (N^2 rho^2) ln( sqrt(N rho^2 + 1) / alpha ) )
 *
 * of Waudby-Smith et al. (arXiv 2103.06476, theorem 2.2), N the units as of two equal arms. N SE^2
 * must settle for it to hold, and by that count it does so also where weights change.
 *
 * @param alpha a probability between 0 and 1
 */
export function alwaysValidInterval(
  { estimate, error, units }: Difference,
  alpha: number,
): Interval {
  const scale = mixingScale(alpha)
  const grown = units * scale + 1
  const half =
    error *
    Math.sqrt(units) *
    Math.sqrt(((2 * grown) / (units ** 2 * scale)) * Math.log(Math.sqrt(grown) / alpha))
  return { low: estimate - half, high: estimate + half }
}
