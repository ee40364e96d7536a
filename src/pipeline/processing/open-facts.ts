import {
  openWarehouse,
  type Warehouse,
  type WarehouseOptions,
} from '../../platform/warehouse/index.ts'
import { createFactTables } from './create-fact-tables.ts'
import { noticeMappings } from './notice-mappings.ts'
import { startProcessing, type ProcessDeps, type Processing } from './process.ts'

/** A warehouse with processing at work on it. */
export interface OpenFacts {
  readonly warehouse: Warehouse
  readonly processing: Processing
  close(): Promise<void>
}

/**
 * Opens the warehouse, brings its tables up to date, notices changed mappings and starts processing.
 * @throws WarehouseError, FactSchemaError or SignalsBehindError; nothing stays open then
 */
export async function openFacts(
  deps: Omit<ProcessDeps, 'warehouse'>,
  options: WarehouseOptions,
): Promise<OpenFacts> {
  const warehouse = await openWarehouse(options)
  try {
    await createFactTables(warehouse)
    await noticeMappings(deps, warehouse)
    const processing = await startProcessing({ ...deps, warehouse })
    return {
      warehouse,
      processing,
      async close() {
        await processing.stop()
        await warehouse.close()
      },
    }
  } catch (error) {
    await warehouse.close()
    throw error
  }
}
