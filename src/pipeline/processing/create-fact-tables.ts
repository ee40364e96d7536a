import type { Warehouse } from '../../platform/warehouse/index.ts'
import {
  factsVersion,
  warehouseTables,
  type WarehouseColumn,
  type WarehouseTable,
} from './fact-schema.ts'
import {
  addColumn,
  createNewest,
  createTable,
  heldColumns,
  readVersion,
  startProgress,
} from './warehouse-store.ts'

/** The warehouse holds a column as another type than this version writes. */
export class FactSchemaError extends Error {
  override name = 'FactSchemaError'
  constructor(table: string, column: WarehouseColumn, held: string) {
    super(
      `the warehouse holds ${table}.${column.name} as ${held}, and this version writes ${column.type}. ` +
        `Make the facts again: \`linchpin rebuild\``,
    )
  }
}

/** The warehouse holds facts that another version made: this one makes others of the same signals. */
export class OutdatedFactsError extends Error {
  override name = 'OutdatedFactsError'
  constructor() {
    super('the facts are being made anew, because another version of Linchpin made them')
  }
}

/**
 * Makes the tables that are missing, and adds the columns that a newer version brings; what is there
 * stays. Safe to call at every start.
 * @throws OutdatedFactsError or FactSchemaError when only a rebuild helps; nothing is changed then
 */
export async function createFactTables(warehouse: Pick<Warehouse, 'transaction'>): Promise<void> {
  await warehouse.transaction(async (tx) => {
    const held = await heldColumns(tx)
    const progress = held.get('progress')
    if (progress && (await readVersion(tx, progress)) !== factsVersion) {
      throw new OutdatedFactsError()
    }
    for (const table of warehouseTables) {
      const columns = held.get(table.name)
      if (!columns) await createTable(tx, table)
      else for (const each of missing(table, columns)) await addColumn(tx, table.name, each)
      if (table.newest !== undefined) await createNewest(tx, table, table.newest)
    }
    await startProgress(tx)
  })
}

function missing(table: WarehouseTable, held: ReadonlyMap<string, string>): WarehouseColumn[] {
  const clash = table.columns.find(({ name, type }) => (held.get(name) ?? type) !== type)
  if (clash) throw new FactSchemaError(table.name, clash, held.get(clash.name)!)
  return table.columns.filter(({ name }) => !held.has(name))
}
