import { systemClock, type Clock } from '../platform/clock.ts'
import { migrate, openDatabase } from '../platform/database/index.ts'
import type { Log } from '../platform/log.ts'
import { builtInContracts } from './built-in-contracts.ts'
import type { AppContext } from './context.ts'
import type { LoadedWorkspace } from './load-workspace/load-workspace.ts'
import { migrationFolders } from './migration-folders.ts'

export interface ContextOptions {
  readonly databaseUrl: string
  /** Who opens it, for whoever looks at the database's connections. */
  readonly name: string
  readonly log: Log
  readonly clock?: Clock
}

/**
 * Opens what the app needs: the database, brought up to date, and the workspace's parts over it.
 * @throws NewerDatabaseError when the database is of a newer version
 */
export async function openContext(
  loaded: LoadedWorkspace,
  { databaseUrl, name, log, clock = systemClock }: ContextOptions,
): Promise<AppContext & { close(): Promise<void> }> {
  const db = openDatabase({
    url: databaseUrl,
    name,
    onBroken: (error) => log.warn({ error }, 'a database connection broke'),
  })
  try {
    const applied = await migrate(db, migrationFolders)
    if (applied.length > 0) log.info({ applied }, 'the database is up to date now')
  } catch (error) {
    await db.close()
    throw error
  }
  const { routes, contracts } = loaded.workspace
  return {
    ...loaded,
    contracts: [...contracts, ...builtInContracts],
    routes,
    db,
    clock,
    log,
    close: () => db.close(),
  }
}
