import type { Arm } from './arms.ts'
import { bucketOf } from './bucket.ts'
import type { PreparedPlacement, PreparedTable } from './prepare.ts'

/**
 * Why the fallback is shown. `no-unit`: nobody to choose for; `bad-unit`: what came is no identifier;
 * `not-covered`: outside the placement's coverage; `nothing-allowed`: every variant with a weight is
 * restricted here.
 */
export type FallbackReason = 'no-unit' | 'bad-unit' | 'not-covered' | 'nothing-allowed'

/** For whom a variant is chosen. */
export interface Asker {
  /** An identifier: `anonymous:7f3a`, `user:42`. */
  readonly unit?: string | undefined
  /** `DE` or `US-CA`. Unknown is treated most strictly: only variants that are allowed everywhere. */
  readonly region?: string | undefined
}

/** A choice, with all that is needed to judge it later. */
export interface Choice {
  readonly placement: string
  readonly variant: string
  readonly content: unknown
  /** The probability with which a unit of this class sees exactly this variant; 1 for a fallback. */
  readonly propensity: number
  /** The version of the table that was chosen from. */
  readonly table: number
  readonly experiment?: string
  readonly fallback?: FallbackReason
}

/** Chooses a variant. Pure: the same table, unit and region always give the same choice. Undefined: no such placement. */
export function choose(table: PreparedTable, placement: string, asker: Asker): Choice | undefined {
  const prepared = table.placements.get(placement)
  if (!prepared) return undefined
  return choiceOf(prepared, pick(prepared, asker))
}

/** What is chosen, before it is spelled out: an arm, or why there is none. */
export function pick(
  { placement, seeded, armsIn }: PreparedPlacement,
  { unit, region }: Asker,
): Arm | FallbackReason {
  if (!unit) return 'no-unit'
  if (!isUnit(unit)) return 'bad-unit'
  const arms = armsIn(region)
  if (arms.length === 0) return placement.coverage > 0 ? 'nothing-allowed' : 'not-covered'
  const bucket = bucketOf(seeded, unit)
  for (const arm of arms) if (bucket >= arm.from && bucket < arm.to) return arm
  return 'not-covered'
}

/** Spells out what was picked. */
export function choiceOf(
  { placement, table }: PreparedPlacement,
  picked: Arm | FallbackReason,
): Choice {
  const isArm = typeof picked === 'object'
  const variant = isArm
    ? picked.variant
    : placement.variants.find(({ name }) => name === placement.fallback)!
  return {
    placement: placement.name,
    variant: variant.name,
    content: variant.content,
    propensity: isArm ? picked.propensity : 1,
    table,
    ...(placement.experiment === undefined ? {} : { experiment: placement.experiment }),
    ...(isArm ? {} : { fallback: picked }),
  }
}

const longestUnit = 200

/**
 * Identifiers are `kind:value`, printable and short; anything else could not be joined with anybody
 * later. Half of a surrogate pair is no text: neither an address nor the database can hold it.
 */
export const isUnit = (unit: string): boolean =>
  unit.length <= longestUnit && /^[a-z][a-z0-9_-]*:\P{Cc}+$/u.test(unit) && unit.isWellFormed()
