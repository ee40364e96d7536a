import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrationFolders } from '../../src/app/migration-folders.ts'
import { migrate, openDatabase, type Database } from '../../src/platform/database/index.ts'
import { openLog } from '../../src/platform/log.ts'
import { startPostgres } from '../../src/platform/postgres/index.ts'

/** A folder and a migrated database of a measurement's own, as `linchpin start` would have them. */
export interface BenchPlace {
  readonly folder: string
  readonly url: string
  readonly db: Database
  readonly close: () => Promise<void>
}

/** Starts PostgreSQL with every safety on, in a folder that is removed at the end. */
export async function benchPlace(): Promise<BenchPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-bench-'))
  // Started by root, PostgreSQL runs as a user of its own, who must be let in.
  await chmod(folder, 0o711)
  const log = openLog({ name: 'bench', level: 'error' })
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), log })
  const db = openDatabase({ url: postgres.url, name: 'bench' })
  await migrate(db, migrationFolders)
  return {
    folder,
    url: postgres.url,
    db,
    async close() {
      await db.close()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
