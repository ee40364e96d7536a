import { restrictionsIn, type TableRestriction } from '../edge/index.ts'
import type { WarehouseQueryable } from '../platform/warehouse/index.ts'
import {
  countCells,
  countTables,
  countUnits,
  type ExposureQuestion,
  type ShownCell,
  type ShownTable,
} from './exposure-store.ts'

export interface ShownRegion {
  /** `DE` or `US-CA`; null where it was not known. */
  readonly region: string | null
  readonly shown: number
  /** How many of these were fallbacks. */
  readonly fallbacks: number
  readonly variants: readonly { readonly variant: string; readonly shown: number }[]
}

/** Who saw what where: counts of a placement's exposures. */
export interface Shown {
  readonly shown: number
  /** Identifiers that something was chosen for, each once. */
  readonly units: number
  readonly variants: readonly {
    readonly variant: string
    readonly shown: number
    readonly units: number
    /** How often it was shown as the fallback. */
    readonly fallbacks: number
  }[]
  /** The most frequent ones. */
  readonly regions: readonly ShownRegion[]
  /** What the regions left out come to. */
  readonly elsewhere: { readonly regions: number; readonly shown: number }
  readonly fallbacks: readonly { readonly reason: string; readonly shown: number }[]
  /** How often each restriction held: its region, or none that was known. */
  readonly restrictions: readonly (TableRestriction & { readonly held: number })[]
  readonly tables: readonly ShownTable[]
}

const mostRegions = 100

/**
 * Counts who saw what where. Everything comes from the exposures that came back; which restriction held
 * is told from the region, by the same rule that the edge goes by and by today's restrictions.
 */
export async function shown(
  warehouse: WarehouseQueryable,
  question: ExposureQuestion,
  restrictions: readonly TableRestriction[],
): Promise<Shown> {
  const [cells, units, tables] = await Promise.all([
    countCells(warehouse, question),
    countUnits(warehouse, question),
    countTables(warehouse, question),
  ])
  const unitsOf = new Map(units.map((row) => [row.variant, row.units]))
  const variants = [...Map.groupBy(cells, ({ variant }) => variant)].map(([variant, of]) => ({
    variant,
    shown: total(of),
    units: unitsOf.get(variant) ?? 0,
    fallbacks: total(of.filter(({ fallback }) => fallback !== null)),
  }))
  const regions = [...Map.groupBy(cells, ({ region }) => region)]
    .map(([region, of]) => regionOf(region, of))
    .sort((a, b) => b.shown - a.shown)
  const rest = regions.slice(mostRegions)
  const fallen = Map.groupBy(
    cells.filter(({ fallback }) => fallback !== null),
    ({ fallback }) => fallback!,
  )
  return {
    shown: total(cells),
    units: unitsOf.get(null) ?? 0,
    variants: variants.sort((a, b) => b.shown - a.shown),
    regions: regions.slice(0, mostRegions),
    elsewhere: { regions: rest.length, shown: total(rest) },
    fallbacks: [...fallen]
      .map(([reason, of]) => ({ reason, shown: total(of) }))
      .sort((a, b) => b.shown - a.shown),
    restrictions: restrictions.map((each) => ({ ...each, held: heldIn(cells, each) })),
    tables,
  }
}

function regionOf(region: string | null, cells: readonly ShownCell[]): ShownRegion {
  const byVariant = [...Map.groupBy(cells, ({ variant }) => variant)]
  return {
    region,
    shown: total(cells),
    fallbacks: total(cells.filter(({ fallback }) => fallback !== null)),
    variants: byVariant
      .map(([variant, of]) => ({ variant, shown: total(of) }))
      .sort((a, b) => b.shown - a.shown),
  }
}

const heldIn = (cells: readonly ShownCell[], restriction: TableRestriction): number =>
  total(cells.filter(({ region }) => restrictionsIn([restriction], region ?? undefined).length > 0))

const total = (cells: readonly { readonly shown: number }[]): number =>
  cells.reduce((sum, { shown }) => sum + shown, 0)
