export { PostgresBusyError, PostgresError } from './postgres-error.ts'
export { startPostgres, type PostgresOptions, type RunningPostgres } from './start-postgres.ts'
export { findPostgres, usePostgres, type UsedPostgres } from './use-postgres.ts'
