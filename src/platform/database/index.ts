export { openDatabase } from './database.ts'
export type { Database, Queryable } from './database.ts'
export { migrate, NewerDatabaseError, type MigrationFolder } from './migrate.ts'
export { sql, type Sql } from './sql.ts'
