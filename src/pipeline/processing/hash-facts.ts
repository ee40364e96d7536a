import type { WarehouseQueryable } from '../../platform/warehouse/index.ts'
import { bookkeeping, warehouseTables } from './fact-schema.ts'
import { hashTable } from './warehouse-store.ts'

/**
 * A text for each table that is the same exactly when the rows are, in whatever order they lie:
 * `<rows>:<sum of their hashes>`. It shows that a rebuild gives the same facts.
 */
export async function hashFacts(warehouse: WarehouseQueryable): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const table of warehouseTables) {
    // How far processing came is no fact: a signal without facts moves it too. Nor is who made them.
    if (!bookkeeping.includes(table)) hashes[table.name] = await hashTable(warehouse, table)
  }
  return hashes
}
