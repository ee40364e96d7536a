import {
  bucketOf,
  choose,
  prepareTable,
  restrictionsIn,
  type Asker,
  type Choice,
  type TableRestriction,
  type VariantTable,
} from '../edge/index.ts'

/** Why somebody sees what they see. */
export interface Explanation {
  readonly choice: Choice
  /** Where the unit falls, 0 to 9999; absent without a unit. */
  readonly bucket?: number
  /** What units from this region may see, and from which bucket to before which. */
  readonly arms: readonly { variant: string; from: number; to: number; propensity: number }[]
  /** The restrictions that may hold there, with their reasons; all of them where the region is not known. */
  readonly restricted: readonly TableRestriction[]
}

/**
 * Explains a choice, with the same numbers that the edge chooses by. Undefined when the table has no
 * such placement.
 */
export function why(table: VariantTable, placement: string, asker: Asker): Explanation | undefined {
  const prepared = prepareTable(table)
  const found = prepared.placements.get(placement)
  const choice = choose(prepared, placement, asker)
  if (!found || !choice) return undefined
  return {
    choice,
    ...(asker.unit ? { bucket: bucketOf(found.seeded, asker.unit) } : {}),
    arms: found.armsIn(asker.region).map(({ variant, from, to, propensity }) => ({
      variant: variant.name,
      from,
      to,
      propensity,
    })),
    restricted: restrictionsIn(found.placement.restrictions, asker.region),
  }
}
