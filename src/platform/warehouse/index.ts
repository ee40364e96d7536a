export { openWarehouse } from './warehouse.ts'
export type {
  Warehouse,
  WarehouseOptions,
  WarehouseQueryable,
  WarehouseReader,
  WarehouseTx,
} from './warehouse.ts'
export { WarehouseError } from './warehouse-error.ts'
