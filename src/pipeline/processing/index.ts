export { createFactTables, FactSchemaError } from './create-fact-tables.ts'
export { factSchema, type WarehouseColumn, type WarehouseTable } from './fact-schema.ts'
