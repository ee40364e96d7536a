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
import { eventContract } from '../ingest-to-report/events.ts'

/**
 * The subject, a process of its own: the collector with the contract of website events, or `plain` with
 * one that takes an event's time as it is.
 * Arguments: the database's address, `plain` or nothing.
 */
const [url = '', which] = process.argv.slice(2)
const db = openDatabase({ url, name: 'bench-collector' })
const website = websiteEvents({ owner: 'web', content: '/blog/:slug' })
const contract = which === 'plain' ? eventContract : website
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
