import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defineSource, collector, websiteEvents } from '../../src/index.ts'
import { createCollector } from '../../src/pipeline/ingestion/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openDatabase } from '../../src/platform/database/index.ts'
import { openLog } from '../../src/platform/log.ts'
import { openMetrics } from '../../src/platform/metrics.ts'
import { keyChecker } from '../../src/platform/secrets/index.ts'

/** The subject, a process of its own: the collector with the contract of website events. */
const db = openDatabase({ url: process.argv[2]!, name: 'bench-collector' })
const contract = websiteEvents({ owner: 'web', content: '/blog/:slug' })
const door = createCollector({
  db,
  keys: keyChecker({ db }),
  sources: [defineSource({ name: 'website', contract, from: collector() })],
  clock: systemClock,
  routes: [],
  log: openLog({ name: 'bench', level: 'warn' }),
  metrics: openMetrics({ role: 'edge' }),
})
const server = createServer((request, response) => {
  if (!door.handle(request, response)) response.writeHead(404).end()
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.send?.({ port: (server.address() as AddressInfo).port })
process.once('disconnect', () => process.exit(0))
