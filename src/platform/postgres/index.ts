export { startPostgres, type RunningPostgres } from './start-postgres.ts'
export { findPostgres, usePostgres } from './use-postgres.ts'
