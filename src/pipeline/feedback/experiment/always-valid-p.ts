import type { Difference } from './difference.ts'
import { mixingScale } from './mixing-scale.ts'

/**
 * The p-value that belongs to the always-valid interval, good at every look:
 *
 *   min(1, sqrt(N rho^2 + 1) exp( -N rho^2 z^2 / (2 (N rho^2 + 1)) )), z = estimate / SE
 *
 * the inverse of the mixture likelihood ratio (Robbins 1970; Johari et al. 2017, "Peeking at A/B
 * tests"). It is below alpha exactly where the interval leaves zero out.
 */
export function alwaysValidP({ estimate, error, units }: Difference, alpha: number): number {
  const growth = units * mixingScale(alpha)
  const z = estimate / error
  return Math.min(1, Math.sqrt(growth + 1) * Math.exp((-growth * z ** 2) / (2 * (growth + 1))))
}
