import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import {
  createCollector,
  type Collector,
  type CollectorDeps,
} from '../../src/pipeline/ingestion/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { Database } from '../../src/platform/database/index.ts'
import { openLog } from '../../src/platform/log.ts'
import { openMetrics, type Metrics } from '../../src/platform/metrics.ts'
import { createKey, keyChecker } from '../../src/platform/secrets/index.ts'

export interface CollectorServer {
  readonly url: string
  readonly key: string
  readonly collector: Collector
  readonly metrics: Metrics
}

/** A collector that serves over HTTP until the test ends, with a write key for it. */
export async function collectorServer(
  db: Database,
  options: Pick<CollectorDeps, 'sources'> & Partial<CollectorDeps> & { scope?: string },
): Promise<CollectorServer> {
  const { scope, ...given } = options
  const { key } = await createKey({ db }, { kind: 'write', name: 'test', scope })
  const keys = keyChecker({ db: given.db ?? db })
  const metrics = openMetrics({ role: 'test' })
  const log = openLog({ name: 'test', level: 'silent' })
  const base = { db, keys, log, metrics, clock: systemClock, routes: [] }
  const collector = createCollector({ ...base, ...given })
  const server = createServer((request, response) => {
    if (!collector.handle(request, response)) response.writeHead(404).end('not the collector')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await collector.close()
    await keys.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, key, collector, metrics }
}
