import type { MigrationFolder } from '../platform/database/index.ts'

/** Every slice's migrations, in the order in which they are applied. */
export const migrationFolders: readonly MigrationFolder[] = [
  { slice: 'secrets', folder: new URL('../platform/secrets/migrations', import.meta.url) },
  { slice: 'lease', folder: new URL('../platform/lease/migrations', import.meta.url) },
  { slice: 'jobs', folder: new URL('../platform/jobs/migrations', import.meta.url) },
  { slice: 'accounts', folder: new URL('../accounts/migrations', import.meta.url) },
  { slice: 'exceptions', folder: new URL('../exceptions/migrations', import.meta.url) },
  { slice: 'ingestion', folder: new URL('../pipeline/ingestion/migrations', import.meta.url) },
  { slice: 'execution', folder: new URL('../pipeline/execution/migrations', import.meta.url) },
  { slice: 'personalization', folder: new URL('../personalization/migrations', import.meta.url) },
]
