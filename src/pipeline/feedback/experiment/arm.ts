/** One arm of a comparison: how many units it had, the mean of what was measured, and its variance. */
export interface Arm {
  readonly units: number
  readonly mean: number
  readonly variance: number
}

/**
 * An arm in which each unit either converts or does not: mean p = conversions / units, variance
 * p (1 - p), that of a Bernoulli draw, without the n - 1 of a sample. No units give a mean of 0.
 */
export function proportion(conversions: number, units: number): Arm {
  const mean = units > 0 ? conversions / units : 0
  return { units, mean, variance: mean * (1 - mean) }
}
