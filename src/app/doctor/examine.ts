import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../platform/clock.ts'
import { openDatabase } from '../../platform/database/index.ts'
import type { Log } from '../../platform/log.ts'
import { usePostgres } from '../../platform/postgres/index.ts'
import { checkDatabaseUrl } from '../check-database-url.ts'
import { findRunning } from '../client/find-running.ts'
import { stateFolderOf } from '../load-workspace/load-workspace.ts'
import { checkAddresses } from './addresses.ts'
import { checkClock } from './clock.ts'
import { checkConfig } from './config.ts'
import { checkDatabase, checkMigrations } from './database.ts'
import { checkDisk } from './disk.ts'
import { fail, ok, type Finding } from './finding.ts'
import { checkNode } from './node.ts'
import { checkPorts } from './ports.ts'
import { checkRights } from './rights.ts'
import { checkWarehouse } from './warehouse.ts'

export interface DoctorDeps {
  /** The workspace's folder. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly log: Log
  /** Default 4400 and 4401. */
  readonly ports?: { readonly app: number; readonly edge: number }
}

/**
 * Looks at everything that Linchpin needs, and says of each whether it is well and how to mend it.
 * Changes nothing that is lasting; a database that is there but does not run, runs for a moment.
 */
export async function examine(deps: DoctorDeps): Promise<Finding[]> {
  const { folder, ports = { app: 4400, edge: 4401 } } = deps
  const stateFolder = stateFolderOf(folder)
  const running = await findRunning(stateFolder)
  return [
    ...(await survive('node', async () => [checkNode(process.versions.node)])),
    ...(await survive('config', () => checkConfig(folder))),
    ...(await survive('disk', async () => [await checkDisk(folder)])),
    ...(await survive('rights', () => checkRights(stateFolder, process.getuid?.()))),
    ...(await survive('ports', () => checkPorts(ports, running?.url))),
    ...(await survive('addresses', async () => [checkAddresses(deps.env)])),
    ...(await survive('database', () => examineDatabase(deps, join(stateFolder, 'postgres')))),
    ...(await survive('warehouse', async () => [
      await checkWarehouse(join(stateFolder, 'warehouse.duckdb')),
    ])),
  ]
}

async function examineDatabase(
  { env, log, clock }: DoctorDeps,
  folder: string,
): Promise<Finding[]> {
  const databaseUrl = env['DATABASE_URL']
  checkDatabaseUrl(databaseUrl)
  if (!databaseUrl && !existsSync(join(folder, 'data'))) {
    return [ok('database', 'there is none yet; the first start makes it')]
  }
  const postgres = await usePostgres({ folder, log, databaseUrl })
  const db = openDatabase({ url: postgres.url, name: 'linchpin-doctor', connections: 1 })
  try {
    return [...(await checkDatabase(db)), await checkMigrations(db), await checkClock(db, clock)]
  } catch (error) {
    const mend = databaseUrl
      ? 'Check DATABASE_URL: host, port, user, password, name; and that the server runs'
      : 'Start it with `linchpin start` and read what it says'
    return [fail('database', `it does not answer: ${messageOf(error)}`, mend)]
  } finally {
    await db.close()
    await postgres.stop()
  }
}

/** A check that fails itself is a finding, and the others still run. */
async function survive(check: string, work: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await work()
  } catch (error) {
    return [fail(check, messageOf(error), 'Mend what this says, then run linchpin doctor again')]
  }
}

/** Some errors of the network have their text only in the errors that they gather. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
