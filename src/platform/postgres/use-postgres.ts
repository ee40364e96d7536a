import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverUrl } from './answers.ts'
import { findServer } from './find-server.ts'
import { readPassword } from './place.ts'
import { PostgresBusyError } from './postgres-error.ts'
import { startPostgres, type PostgresOptions } from './start-postgres.ts'

export interface UsedPostgres {
  readonly url: string
  /** `given` by DATABASE_URL, `found` running under another process, or `started` by us. */
  readonly whose: 'given' | 'found' | 'started'
  /** Stops it if we started it. */
  stop(): Promise<void>
}

/** The connection string of the server that runs in this folder, if one does. Starts nothing. */
export async function findPostgres(path: string): Promise<string | undefined> {
  const folder = await realpath(path).catch(() => undefined)
  const password = folder && (await readPassword(folder))
  if (!folder || !password) return undefined
  const place = { data: join(folder, 'data'), password }
  const running = await findServer(place)
  return running && serverUrl(place, running.port)
}

/**
 * A PostgreSQL for as long as one command needs it: the given one, else the one that another process
 * runs, else one of our own, which waits at its end for whoever has come to use it too.
 */
export async function usePostgres(
  options: PostgresOptions & { readonly databaseUrl?: string | undefined },
): Promise<UsedPostgres> {
  const nothing = async () => {}
  if (options.databaseUrl) return { url: options.databaseUrl, whose: 'given', stop: nothing }
  for (const until = performance.now() + 30_000; ; await sleep(100)) {
    try {
      // One whose launcher died is adopted by this, and so stopped in the end.
      const own = await startPostgres({ drainMs: 60_000, ...options })
      return { url: own.url, whose: 'started', stop: () => own.stop() }
    } catch (error) {
      if (!(error instanceof PostgresBusyError)) throw error
      const url = await findPostgres(options.folder)
      if (url) return { url, whose: 'found', stop: nothing }
      // Its launcher is starting or stopping it at this moment.
      if (performance.now() > until) throw error
    }
  }
}
