import { err, ok, type Result } from '../../../core/result.ts'
import type { Arm } from './arm.ts'

/** Why two arms cannot be compared yet. */
export type Refusal =
  /** An arm has no units at all. */
  | 'no-units'
  /** All units of an arm did the same (nobody converted, or everybody): how sure we are is unknown. */
  | 'no-variance'

export interface Difference {
  /** Treatment mean - control mean. */
  readonly estimate: number
  /** Its standard error. */
  readonly error: number
  /** How many units would say as much in two equal arms: 4 / (1 / n_c + 1 / n_t). All of them where the arms are equal. */
  readonly units: number
}

/**
 * The absolute difference of two means and its standard error, sqrt(var_t / n_t + var_c / n_c): the
 * variance of a difference of independent means (Welch 1938, without pooling). What the arms have
 * learnt together is counted by the harmonic mean of their units, since the units of a large arm add
 * little to what a small one knows.
 */
export function difference(control: Arm, treatment: Arm): Result<Difference, Refusal> {
  if (!(control.units > 0 && treatment.units > 0)) return err('no-units')
  // Also where the moments are broken (NaN): a refusal is clearer than a figure that is none.
  if (!(control.variance > 0 && treatment.variance > 0)) return err('no-variance')
  return ok({
    estimate: treatment.mean - control.mean,
    error: Math.sqrt(treatment.variance / treatment.units + control.variance / control.units),
    units: 4 / (1 / control.units + 1 / treatment.units),
  })
}
