import { Sql, sql } from '../../platform/database/sql.ts'
import type { WarehouseQueryable } from '../../platform/warehouse/index.ts'
import type { WarehouseColumn, WarehouseTable } from './fact-schema.ts'

/** Names come from `fact-schema.ts` alone, and some (`at`, `table`) are words of SQL. */
export const named = (name: string): Sql => new Sql([`"${name}"`], [])

const declared = ({ name, type }: WarehouseColumn): string => `"${name}" ${type}`

/** The tables that are there, with the types of their columns. */
export async function heldColumns(
  tx: WarehouseQueryable,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const rows = await tx.query<{ table: string; name: string; type: string }>(sql`
    select table_name as "table", column_name as name, data_type as type
    from duckdb_columns() where database_name = current_database()`)
  const tables = new Map<string, Map<string, string>>()
  for (const { table, name, type } of rows) {
    tables.set(table, (tables.get(table) ?? new Map<string, string>()).set(name, type))
  }
  return tables
}

export async function createTable(
  tx: WarehouseQueryable,
  { name, columns }: WarehouseTable,
): Promise<void> {
  const list = new Sql([columns.map(declared).join(', ')], [])
  await tx.query(sql`create table ${named(name)} (${list})`)
}

export async function addColumn(
  tx: WarehouseQueryable,
  table: string,
  column: WarehouseColumn,
): Promise<void> {
  await tx.query(sql`alter table ${named(table)} add column ${new Sql([declared(column)], [])}`)
}

/** The row that says how far processing has come is there from the start, so that it is only ever updated. */
export async function startProgress(tx: WarehouseQueryable): Promise<void> {
  await tx.query(sql`
    insert into progress (position) select 0 where not exists (select 1 from progress)`)
}
