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
  let table: unknown
  try {
    table = JSON.parse(text)
  } catch (error) {
    return err(`the variant table is not JSON: ${(error as Error).message}`)
  }
  const { format, version, placements } = isObject(table) ? table : {}
  if (format !== 1) {
    const found = typeof format === 'number' ? `format ${format}` : 'no format'
    return err(`the variant table has ${found}, and this edge knows format 1; update the edge`)
  }
  if (!Number.isSafeInteger(version) || !Array.isArray(placements)) {
    return err('the variant table has no version or no list of placements')
  }
  const wrong = placements.findIndex((each) => !isPlacement(each))
  if (wrong < 0) return ok(table as VariantTable)
  const broken: unknown = placements[wrong]
  const name = isObject(broken) && isText(broken['name']) ? `'${broken['name']}'` : wrong + 1
  return err(`the variant table's placement ${name} is not complete`)
}

function isPlacement(value: unknown): value is TablePlacement {
  if (!isObject(value)) return false
  const { name, seed, coverage, variants, fallback, restrictions, experiment } = value
  return (
    isText(name) &&
    isText(seed) &&
    isWeight(coverage) &&
    coverage <= 1 &&
    isListOf(variants, isVariant) &&
    isText(fallback) &&
    variants.some(({ name }) => name === fallback) &&
    isListOf(restrictions, isRestriction) &&
    restrictions.every(({ variants }) => !variants.includes(fallback)) &&
    (experiment === undefined || isText(experiment))
  )
}

const isVariant = (value: unknown): value is TableVariant =>
  isObject(value) && isText(value['name']) && isWeight(value['weight'])

const isRestriction = (value: unknown): value is TableRestriction =>
  isObject(value) && isListOf(value['regions'], isText) && isListOf(value['variants'], isText)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isListOf = <T>(value: unknown, is: (each: unknown) => each is T): value is readonly T[] =>
  Array.isArray(value) && value.every(is)

const isText = (value: unknown): value is string => typeof value === 'string'

const isWeight = (value: unknown): value is number => Number.isFinite(value) && Number(value) >= 0
