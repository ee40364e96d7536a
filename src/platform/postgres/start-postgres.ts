import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { openDatabase, sql } from '../database/index.ts'
import { serverUrl } from './answers.ts'
import { adoptOrphan } from './find-server.ts'
import { keepRunning } from './keep-running.ts'
import { claimFolder } from './launcher.ts'
import { initialise, preparePlace, type Place } from './place.ts'
import { runOnPort } from './port.ts'
import { runServer, stopServer, type Server } from './server.ts'

export interface PostgresOptions {
  /** Holds the data, the password and the log. Made if it is missing. */
  readonly folder: string
  readonly log: Log
  /** Default: the port it had before, else a free one. */
  readonly port?: number
  /** How long `stop()` waits for other processes' connections to end. Default 0. */
  readonly drainMs?: number
}

export interface RunningPostgres {
  /** The connection string, with the password in it. It stays the same over restarts. */
  readonly url: string
  /** It was already running, left behind by a launcher that died. */
  readonly adopted: boolean
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that comes with Linchpin, on the loopback address only, and starts it again
 * whenever it dies. A server whose launcher was killed is adopted.
 * @throws PostgresError with what its owner can do about it
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { log, port, drainMs = 0 } = options
  const place = await preparePlace(options.folder)
  const release = await claimFolder(place.folder)
  try {
    const orphan = await orphanOnPort(place, port, log)
    if (!orphan) await initialise(place)
    const server = orphan ?? (await runOnPort(place, port, log))
    const url = serverUrl(place, server.port)
    log.info(
      { server: server.pid, port: server.port, adopted: orphan !== undefined },
      'PostgreSQL runs',
    )
    const halt = keepRunning({ log, start: () => runServer(place, server.port, log) }, server)
    return {
      url,
      adopted: orphan !== undefined,
      stop: async () => {
        await drained(url, drainMs)
        await halt()
        await release()
      },
    }
  } catch (error) {
    await release()
    throw error
  }
}

async function orphanOnPort(
  place: Place,
  port: number | undefined,
  log: Log,
): Promise<Server | undefined> {
  const orphan = await adoptOrphan(place, log)
  if (!orphan || port === undefined || port === orphan.port) return orphan
  await stopServer(orphan, log)
  return undefined
}

/** Waits until nobody else is connected, so that the command that ends first does not cut off another. */
async function drained(url: string, patienceMs: number): Promise<void> {
  if (patienceMs <= 0) return
  const db = openDatabase({ url, name: 'linchpin-launcher', connections: 1 })
  const others = () =>
    db.query(sql`
      select 1 from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`)
  try {
    const until = performance.now() + patienceMs
    while (performance.now() < until && (await others()).length > 0) await sleep(100)
  } catch {
    // It does not even answer: nobody can be using it.
  } finally {
    await db.close()
  }
}
