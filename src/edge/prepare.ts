import { armsWithout, forbiddenIn, type Arm } from './arms.ts'
import { fnv1a } from './bucket.ts'
import type { TablePlacement, VariantTable } from './variant-table.ts'

/** A table that is ready to choose from: everything that does not depend on the unit is computed. */
export interface PreparedTable {
  readonly version: number
  readonly placements: ReadonlyMap<string, PreparedPlacement>
}

export interface PreparedPlacement {
  readonly placement: TablePlacement
  readonly table: number
  /** `fnv1a` of the seed, to go on from with the unit. */
  readonly seeded: number
  /** The arms that units from this region may see. */
  readonly armsIn: (region: string | undefined) => readonly Arm[]
}

/** Prepares a published table; done once, when it arrives. */
export function prepareTable(table: VariantTable): PreparedTable {
  return {
    version: table.version,
    placements: new Map(
      table.placements.map((placement) => [
        placement.name,
        {
          placement,
          table: table.version,
          seeded: fnv1a(placement.seed),
          armsIn: armsByRegion(placement),
        },
      ]),
    ),
  }
}

/**
 * Regions matter only where a restriction names them, or a part of them, so a handful of classes
 * covers the world and no memory grows with what requests claim.
 */
function armsByRegion(placement: TablePlacement): PreparedPlacement['armsIn'] {
  const { restrictions } = placement
  const arms = (region: string | undefined) =>
    armsWithout(placement, forbiddenIn(restrictions, region))
  const named = new Set(restrictions.flatMap(({ regions }) => regions))
  const countries = new Set([...named].map((region) => region.slice(0, 2)))
  const exactly = new Map([...named, ...countries].map((region) => [region, arms(region)]))
  // A part of a country that no restriction names: only what holds for the whole country applies.
  const elsewhere = new Map([...countries].map((country) => [country, arms(`${country}-?`)]))
  const unknown = arms(undefined)
  const unrestricted = armsWithout(placement, new Set())
  return (region) => {
    if (region === undefined) return unknown
    if (named.size === 0) return unrestricted
    return exactly.get(region) ?? elsewhere.get(region.slice(0, 2)) ?? unrestricted
  }
}
