import { factTable, may, needs } from '../fact-table.ts'

/** A variant that was shown. */
export const exposure = factTable('exposure', {
  at: needs('time'),
  placement: needs('text'),
  variant: needs('text'),
  /** The identifier that the choice was made on. */
  unit: may('identifier'),
  experiment: may('text'),
  /** The probability with which exactly this variant was chosen. */
  propensity: may('number'),
  /** The version of the variant table that was chosen from. */
  table: may('integer'),
  region: may('text'),
  /** Why the fallback was shown, if it was. */
  fallback: may('text'),
})
