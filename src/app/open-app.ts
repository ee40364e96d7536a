import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { publishTable, rank } from '../personalization/index.ts'
import { followPublications } from '../pipeline/feedback/index.ts'
import { sql } from '../platform/database/index.ts'
import { inTime } from '../platform/in-time.ts'
import type { Log } from '../platform/log.ts'
import { openMetrics } from '../platform/metrics.ts'
import { keyChecker } from '../platform/secrets/index.ts'
import { watchChanges } from './changes/watch-changes.ts'
import type { AppContext } from './context.ts'
import { openRemovals } from './example/remove-example.ts'
import { handlersOf } from './handlers/handlers.ts'
import { keepTidy } from './keep-tidy.ts'
import { keepRetries } from './keep-retries.ts'
import { keepSchedules } from './keep-schedules.ts'
import type { LoadedWorkspace } from './load-workspace/load-workspace.ts'
import { measureApp } from './measure-app.ts'
import { openContext } from './open-context.ts'
import type { Role } from './run-role.ts'
import { makeStateFolder, removeRuntime, writeRuntime } from './runtime-file.ts'
import { openAdmin } from './server/serve-admin.ts'
import { createServer } from './server/server.ts'
import type { Origin } from './server/trusted-proxies.ts'
import { version } from './version.ts'
import { reachedAt } from './reached-at.ts'

export interface AppOptions {
  readonly databaseUrl: string
  readonly host: string
  readonly port: number
  /** Where the edge answers. */
  readonly edgeUrl: string
  /** The address by which people come. */
  readonly shownUrl: string
  /** Who is believed about where a request comes from. */
  readonly cameFrom?: Origin | undefined
  readonly log: Log
}

/** How long requests that are under way have to end. */
const closingMs = 3_000

/** Opens the app: the warehouse with processing, what runs by the clock, and the API. */
export async function openApp(
  loaded: LoadedWorkspace,
  { databaseUrl, host, port, edgeUrl, shownUrl, cameFrom, log }: AppOptions,
): Promise<Role> {
  await makeStateFolder(loaded.stateFolder)
  const context = await openContext(loaded, {
    databaseUrl,
    name: 'linchpin-app',
    log,
    edgeUrl,
    url: shownUrl,
  })
  const { placements, experiments } = loaded.workspace
  const published = await publishTable(context, rank(placements, experiments))
  if (published.isNew) log.info({ version: published.version }, 'published a variant table')

  const publications = followPublications(context)
  const stopTidying = keepTidy(context)
  const keys = keyChecker({ db: context.db })
  const token = randomBytes(32).toString('base64url')
  const changes = await watchChanges({ ...context, factsPosition: () => context.facts.position() })
  const metrics = openMetrics({ role: 'app' })
  measureApp(context, metrics)
  const app = createServer({
    log,
    version,
    keys,
    localToken: token,
    accounts: context.accounts,
    ownOrigin: new URL(shownUrl).origin,
    cameFrom,
    handlers: handlersOf(context),
    metrics,
    changes,
    admin: openAdmin(),
    missing: () => missing(context),
  })
  const server = serve({ fetch: app.fetch, hostname: host, port }) as Server
  const [jobs] = await Promise.all([keepSchedules(context), once(server, 'listening')])
  const stopRetrying = keepRetries(context)
  const url = reachedAt(host, port)
  await writeRuntime(loaded.stateFolder, { url, shownUrl, token, pid: process.pid })
  log.info({ url }, 'the app serves')
  resumeRemoval(context)

  return {
    async close() {
      await removeRuntime(loaded.stateFolder)
      await changes.close()
      await closeServer(server)
      await stopRetrying()
      await jobs.close('3s')
      await keys.close()
      await publications.close()
      stopTidying()
      await context.close()
    },
  }
}

function resumeRemoval(context: AppContext): void {
  openRemovals(context)
    .resume()
    .catch((error: unknown) =>
      context.log.error({ error }, 'the example could not be removed to its end'),
    )
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const patience = setTimeout(() => server.closeAllConnections(), closingMs)
  await closed
  clearTimeout(patience)
}

/** What the app needs and has not got, as sentences. One that stands by is ready to take over. */
async function missing({ db, facts }: AppContext): Promise<string[]> {
  const { state, reason } = facts.state()
  const database = await inTime(db.query(sql`select 1`), 2_000, 'late').then(
    () => [],
    () => ['the database does not answer'],
  )
  const warehouse =
    state === 'failed' || state === 'opening' ? [reason ?? 'the warehouse is being opened'] : []
  return [...database, ...warehouse]
}
