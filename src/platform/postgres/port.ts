import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import type { Place } from './place.ts'
import { PostgresError } from './postgres-error.ts'
import { runServer, type Server } from './server.ts'

/**
 * Starts the server on the port asked for, or on the one it had before if that is still free, or on
 * any free one, and remembers it.
 */
export async function runOnPort(
  place: Place,
  asked: number | undefined,
  log: Log,
): Promise<Server> {
  const file = join(place.folder, 'port')
  const before = Number(await readFile(file, 'utf8').catch(() => 0))
  for (const wanted of [asked ?? before, 0, 0]) {
    const port = await freePort(wanted)
    if (port === undefined && asked !== undefined) {
      throw new PostgresError(`port ${asked} is taken; choose another for PostgreSQL`)
    }
    if (port === undefined) continue
    try {
      const server = await runServer(place, port, log)
      await writeFile(file, `${port}\n`, { mode: 0o600 })
      return server
    } catch (error) {
      // Somebody may have taken the port between our look and the server's.
      if (asked !== undefined || (await freePort(port)) !== undefined) throw error
    }
  }
  throw new PostgresError('no free port was found for PostgreSQL')
}

/** The port if it is free on the loopback address, any free one for 0, undefined when it is taken. */
function freePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}
