import {
  explain,
  prepareTable,
  type Asker,
  type Explanation,
  type VariantTable,
} from '../edge/index.ts'

/**
 * Explains a choice, with the same numbers that the edge chooses by. Undefined when the table has no
 * such placement.
 */
export function why(table: VariantTable, placement: string, asker: Asker): Explanation | undefined {
  const found = prepareTable(table).placements.get(placement)
  return found && explain(found, asker)
}
