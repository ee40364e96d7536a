import { err, ok, type Result } from '../core/result.ts'

/** What `rank` publishes and every edge reads. JSON, versioned, and whole: an edge needs nothing else. */
export interface VariantTable {
  /** The format's own number; an edge refuses one that it does not know and keeps the table it has. */
  readonly format: 1
  /** Counts up by one with each publication; 0 before it is published. */
  readonly version: number
  readonly placements: readonly TablePlacement[]
}

export interface TablePlacement {
  readonly name: string
  /** Goes into the hash, so that the same unit falls differently in different experiments. */
  readonly seed: string
  /** The share of units, 0 to 1, for whom a choice is made; the others see the fallback. */
  readonly coverage: number
  readonly variants: readonly TableVariant[]
  /** The variant that is shown when no choice can be made. It is allowed everywhere. */
  readonly fallback: string
  readonly restrictions: readonly TableRestriction[]
  readonly experiment?: string
}

export interface TableVariant {
  readonly name: string
  /** Relative to the other variants' weights; 0 or more. */
  readonly weight: number
  readonly content: unknown
}

/** Variants that may not be shown in some regions: ISO 3166-1 alpha-2 or ISO 3166-2 codes. */
export interface TableRestriction {
  readonly regions: readonly string[]
  readonly variants: readonly string[]
  readonly because: string
}

/** Reads a published table from its JSON text: from a file, a key-value store or over HTTP. */
export function readVariantTable(text: string): Result<VariantTable, string> {
  let table: VariantTable
  try {
    table = JSON.parse(text) as VariantTable
  } catch (error) {
    return err(`the variant table is not JSON: ${(error as Error).message}`)
  }
  if (table?.format !== 1) {
    return err(
      `the variant table has format ${String(table?.format)}, and this edge knows format 1; update the edge`,
    )
  }
  if (!Number.isSafeInteger(table.version) || !Array.isArray(table.placements)) {
    return err('the variant table has no version or no list of placements')
  }
  const wrong = table.placements.find((placement) => !isPlacement(placement))
  if (wrong) return err(`the variant table's placement '${String(wrong?.name)}' is not complete`)
  return ok(table)
}

function isPlacement(placement: TablePlacement): boolean {
  return (
    typeof placement?.name === 'string' &&
    typeof placement.seed === 'string' &&
    typeof placement.coverage === 'number' &&
    Array.isArray(placement.variants) &&
    placement.variants.every(
      (each) => typeof each?.name === 'string' && typeof each.weight === 'number',
    ) &&
    placement.variants.some(({ name }) => name === placement.fallback) &&
    Array.isArray(placement.restrictions) &&
    placement.restrictions.every(
      ({ regions, variants }) => Array.isArray(regions) && Array.isArray(variants),
    )
  )
}
