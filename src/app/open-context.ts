import { join } from 'node:path'
import { openAccounts } from '../accounts/index.ts'
import { keepWarehouse } from '../pipeline/processing/index.ts'
import { systemClock, type Clock } from '../platform/clock.ts'
import { migrate, openDatabase } from '../platform/database/index.ts'
import type { Log } from '../platform/log.ts'
import { builtInContracts } from './built-in-contracts.ts'
import type { AppContext } from './context.ts'
import type { LoadedWorkspace } from './load-workspace/load-workspace.ts'
import { migrationFolders } from './migration-folders.ts'
import { openPulls } from './pulls.ts'
import { uploadsOf } from './uploads-of.ts'

export interface ContextOptions {
  readonly databaseUrl: string
  /** Who opens it, for whoever looks at the database's connections. */
  readonly name: string
  readonly log: Log
  readonly clock?: Clock
  /** Where the edge answers, if one is known. */
  readonly edgeUrl?: string | undefined
  /** The address by which people come, where any do. */
  readonly url?: string
}

/** An open context; the one who opened it closes it. */
export type OpenContext = AppContext & { close(): Promise<void> }

/**
 * Opens what the app needs: the database, brought up to date, and the warehouse, or a place in the
 * queue for it.
 * @throws NewerDatabaseError when the database is of a newer version
 */
export async function openContext(
  loaded: LoadedWorkspace,
  {
    databaseUrl,
    name,
    log,
    clock = systemClock,
    edgeUrl,
    url = 'http://localhost',
  }: ContextOptions,
): Promise<OpenContext> {
  const db = openDatabase({
    url: databaseUrl,
    name,
    onBroken: (error) => log.warn({ error }, 'a database connection broke'),
  })
  try {
    const applied = await migrate(db, migrationFolders)
    if (applied.length > 0) log.info({ applied }, 'the database is up to date now')
    const { workspace, stateFolder } = loaded
    const { routes } = workspace
    const contracts = [...workspace.contracts, ...builtInContracts]
    const facts = await keepWarehouse(
      { db, clock, log, routes, contracts },
      { file: join(stateFolder, 'warehouse.duckdb') },
    )
    const accounts = openAccounts({ db, clock, log, url })
    const close = async (): Promise<void> => {
      await facts.stop()
      await accounts.close()
      await db.close()
    }
    const pulls = openPulls({ ...loaded, uploads: uploadsOf(stateFolder), routes, db, clock, log })
    return { ...loaded, contracts, routes, db, facts, pulls, accounts, clock, log, edgeUrl, close }
  } catch (error) {
    await db.close()
    throw error
  }
}
