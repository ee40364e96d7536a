import { pendingMigrations, sql, type Queryable } from '../../platform/database/index.ts'
import { migrationFolders } from '../migration-folders.ts'
import { fail, ok, warn, type Finding } from './finding.ts'

/** What the database says about itself. */
export interface DatabaseState {
  /** `180004`, for 18.4 */
  readonly version: number
  readonly mayCreate: boolean
  readonly fsync: string
  readonly maxConnections: number
  readonly isReadOnly: boolean
}

const oldest = 140_000

/** Whether the database is one that we can work with. */
export async function checkDatabase(db: Queryable): Promise<Finding[]> {
  const [state] = await db.query<DatabaseState>(sql`
    select current_setting('server_version_num')::int as version,
      (select bool_and(coalesce(
          has_schema_privilege(to_regnamespace(name), 'create'),
          has_database_privilege(current_database(), 'create')))
        from unnest(array['linchpin', 'dbos']) name) as "mayCreate",
      current_setting('fsync') as fsync,
      current_setting('max_connections')::int as "maxConnections",
      pg_is_in_recovery() as "isReadOnly"`)
  return judgeDatabase(state!)
}

export function judgeDatabase(state: DatabaseState): Finding[] {
  const major = Math.floor(state.version / 10_000)
  const findings = [
    state.version < oldest &&
      fail('database', `PostgreSQL ${major} is too old`, 'Use PostgreSQL 14 or newer'),
    state.isReadOnly &&
      fail('database', 'it is a read-only replica', 'Let DATABASE_URL name the primary'),
    !state.mayCreate &&
      fail(
        'database',
        'our user may not make tables in it: we need the schemas linchpin and dbos',
        'As its owner: grant create on database NAME to USER, or make both schemas and hand them over',
      ),
    state.fsync !== 'on' &&
      fail(
        'database',
        'fsync is off: after a power cut, accepted events are lost',
        'Set fsync = on in its settings and restart it',
      ),
    state.maxConnections < 50 &&
      warn(
        'database',
        `it takes only ${state.maxConnections} connections`,
        'Set max_connections to 100; each process of ours opens up to 25',
      ),
  ].filter((finding) => finding !== false)
  return findings.length > 0 ? findings : [ok('database', `PostgreSQL ${major} answers`)]
}

/** Whether the database's tables are those that this version knows. */
export async function checkMigrations(db: Queryable): Promise<Finding> {
  return judgeMigrations(await pendingMigrations(db, migrationFolders))
}

export function judgeMigrations({
  pending,
  unknown,
}: {
  readonly pending: readonly string[]
  readonly unknown: readonly string[]
}): Finding {
  if (unknown.length > 0) {
    return fail(
      'migrations',
      `the database was written by a newer version: it has ${unknown.join(', ')}`,
      'Run that version or a newer one',
    )
  }
  if (pending.length === 0) return ok('migrations', 'all tables are up to date')
  return ok('migrations', `${pending.length} changes of tables are made at the next start`)
}
