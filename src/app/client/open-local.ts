import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openLog } from '../../platform/log.ts'
import { openMetrics } from '../../platform/metrics.ts'
import { usePostgres } from '../../platform/postgres/index.ts'
import { checkEnvironment } from '../check-environment.ts'
import { handlersOf } from '../handlers/handlers.ts'
import type { LoadedWorkspace } from '../load-workspace/load-workspace.ts'
import { openContext } from '../open-context.ts'
import { makeStateFolder } from '../runtime-file.ts'
import { createServer } from '../server/server.ts'
import { version } from '../version.ts'
import { createClient, type Client } from './client.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The API in this process. */
export interface LocalClient extends Client {
  /** Another process holds the facts: an app that is starting, or a command that soon ends. */
  readonly standsBy: boolean
}

/**
 * Opens the app's API in this process, without a port, and everything that it needs.
 * @throws EnvironmentError
 */
export async function openLocal(
  loaded: LoadedWorkspace,
  env: NodeJS.ProcessEnv,
): Promise<LocalClient> {
  checkEnvironment(env)
  const log = openLog({ name: 'command', level: env['LOG_LEVEL'] ?? 'error' })
  await makeStateFolder(loaded.stateFolder)
  // What is written into it is nobody else's to read.
  process.umask(0o077)
  const opening = usePostgres({
    folder: join(loaded.stateFolder, 'postgres'),
    databaseUrl: env['DATABASE_URL'],
    log,
  })
  const opened = opening.then(({ url }) =>
    openContext(loaded, { databaseUrl: url, name: 'linchpin-command', log }),
  )
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      // The database waits for whoever is connected, and that may be this very context.
      await opened.then(
        (context) => context.close(),
        () => {},
      )
      await (await opening).stop()
    })())
  // Ctrl-C must not leave our database running on its own, however early or often it comes.
  const end = (): void => void stop().finally(() => process.exit(1))
  for (const signal of signals) process.on(signal, end)
  const close = async (): Promise<void> => {
    await stop()
    for (const signal of signals) process.off(signal, end)
  }
  try {
    const context = await opened
    const token = randomBytes(32).toString('base64url')
    const server = createServer({
      log,
      accounts: context.accounts,
      version,
      localToken: token,
      // No other key opens an API that has no port.
      keys: { check: async () => undefined },
      handlers: handlersOf(context),
      metrics: openMetrics({ role: 'command' }),
      missing: async () => [],
    })
    const base = 'http://linchpin.local'
    const client = createClient((request) => server.fetch(request), { base, token, close })
    return { ...client, standsBy: context.facts.state().state === 'standby' }
  } catch (error) {
    await close()
    throw error
  }
}
