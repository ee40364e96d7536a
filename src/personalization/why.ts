import {
  explain,
  prepareTable,
  regionOf,
  type Asker,
  type Explanation,
  type VariantTable,
} from '../edge/index.ts'

/**
 * Explains a choice, with the same numbers that the edge chooses by, and a region as the edge reads
 * it. Undefined when the table has no such placement.
 */
export function why(
  table: VariantTable,
  placement: string,
  { unit, region }: Asker,
): Explanation | undefined {
  const found = prepareTable(table).placements.get(placement)
  return found && explain(found, { unit, region: regionOf({}, region) })
}
