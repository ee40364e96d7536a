import { join } from 'node:path'
import { createCollector } from '../pipeline/ingestion/index.ts'
import { createContentReader } from '../pipeline/execution/index.ts'
import { systemClock } from '../platform/clock.ts'
import { openDatabase } from '../platform/database/index.ts'
import type { Log } from '../platform/log.ts'
import { openMetrics } from '../platform/metrics.ts'
import { keyChecker } from '../platform/secrets/index.ts'
import { edgePublicUrlOf } from './edge-public-url-of.ts'
import { openEdge } from './edge/open-edge.ts'
import { serveContent } from './edge/serve-content.ts'
import { takeExposures } from './edge/take-exposures.ts'
import { loadWorkspace } from './load-workspace/load-workspace.ts'
import { databaseUrlOf, runRole, type Role } from './run-role.ts'

/** The edge role: a process that takes events and serves placements. It starts with or without a database. */
await runRole('edge', openEdgeRole)

async function openEdgeRole(log: Log, env: NodeJS.ProcessEnv): Promise<Role> {
  const { workspace, stateFolder } = await loadWorkspace(env['LINCHPIN_WORKSPACE'] ?? '.')
  const db = openDatabase({
    url: databaseUrlOf(env),
    name: 'linchpin-edge',
    onBroken: (error) => log.warn({ err: error }, 'a database connection broke'),
  })
  const keys = keyChecker({ db })
  const { routes } = workspace
  const deps = { db, clock: systemClock, routes, log, metrics: openMetrics({ role: 'edge' }) }
  const publicUrl = edgePublicUrlOf(env)
  const collector = createCollector({ ...deps, keys, sources: workspace.sources, publicUrl })
  const reader = createContentReader({
    db,
    log,
    cacheFile: join(stateFolder, 'edge/content.jsonl'),
  })
  const edge = await openEdge(
    {
      ...deps,
      missing: () => [collector.trouble() ?? []].flat(),
      doors: [
        (request, response) => collector.handle(request, response) !== false,
        takeExposures({ ...deps, keys }),
        serveContent(reader),
      ],
    },
    {
      folder: join(stateFolder, 'edge'),
      port: Number(env['LINCHPIN_EDGE_PORT'] ?? 4401),
      host: env['LINCHPIN_HOST'] ?? '127.0.0.1',
    },
  )
  log.info({ port: edge.port }, 'the edge serves')
  return {
    async close() {
      await edge.close()
      await reader.close()
      await collector.close()
      await keys.close()
      await db.close()
    },
  }
}
