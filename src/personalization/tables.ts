import { readVariantTable, type VariantTable } from '../edge/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { digestOf } from './publish.ts'
import { selectPublications, selectTable, type Publication } from './store.ts'

/** The publications, latest first. */
export const listTables = (db: Queryable, limit = 50): Promise<Publication[]> =>
  selectPublications(db, limit)

/** A published table: the one in force, or an earlier version of it. Undefined when there is none. */
export async function publishedTable(
  db: Queryable,
  version?: number,
): Promise<VariantTable | undefined> {
  const text = await selectTable(db, version)
  if (text === undefined) return undefined
  const table = readVariantTable(text)
  if (!table.ok) throw new Error(table.error)
  return table.value
}

/** Whether the latest publication says what this table says. */
export async function isInForce(db: Queryable, table: VariantTable): Promise<boolean> {
  const [latest] = await selectPublications(db, 1)
  return latest?.digest === digestOf(table)
}
