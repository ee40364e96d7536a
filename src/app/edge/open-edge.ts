import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { AcceptDeps } from '../../pipeline/ingestion/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Metrics } from '../../platform/metrics.ts'
import { openSpool, type Spool } from '../../platform/spool/index.ts'
import { forwardSpool } from './forward-spool.ts'
import { keepTable } from './keep-table.ts'
import { serveEdge, type Door } from './serve-edge.ts'
import { servePlacements } from './serve-placements.ts'

export interface EdgeDeps extends AcceptDeps {
  readonly log: Log
  readonly metrics: Metrics
  /** What it serves besides placements. */
  readonly doors: readonly Door[]
  /** What the doors miss at present, in words. */
  readonly missing?: () => readonly string[]
}

export interface EdgeOptions {
  /** Where the edge keeps its table and its log of exposures. Of one edge process only. */
  readonly folder: string
  readonly port: number
  readonly host: string
  /** The most that may wait to be forwarded. Default 1 GB: about four million exposures. */
  readonly maxSpoolBytes?: number
}

export interface Edge {
  readonly port: number
  close(): Promise<void>
}

/** How long requests that are under way have to end. */
const closingMs = 5_000

/**
 * Opens the edge and listens. Nothing that a placement needs is behind a network: it starts, answers
 * and logs while the database is down.
 * @throws when the port is taken; nothing has been touched then
 */
export async function openEdge(
  deps: EdgeDeps,
  { folder, port, host, maxSpoolBytes = 1_000_000_000 }: EdgeOptions,
): Promise<Edge> {
  const { log, metrics } = deps
  const server = serveEdge({
    placements: {
      answer: (req, res) => placements.answer(req, res),
      evaluate: (req, res, body) => placements.evaluate(req, res, body),
    },
    doors: deps.doors,
    metrics,
    log,
    missing: () => [
      ...(placements.hasTable ? [] : ['a variant table']),
      ...(deps.missing?.() ?? []),
    ],
  })
  // The port is also what keeps a second process out of the folder.
  server.listen(port, host)
  await once(server, 'listening')

  const spool = openSpoolOf(server, join(folder, 'exposures'), maxSpoolBytes)
  const forwarder = forwardSpool({ ...deps, spool })
  const placements = servePlacements({
    spool,
    metrics,
    lost: (count, reason) => forwarder.lost(count, reason),
  })
  const table = keepTable({
    db: deps.db,
    log,
    file: join(folder, 'variant-table.json'),
    changed: (next) => placements.use(next),
  })

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const patience = setTimeout(() => server.closeAllConnections(), closingMs)
      await closed
      clearTimeout(patience)
      await table.close()
      await forwarder.close()
    },
  }
}

/** Without a folder that can be written there is no edge, and nobody may connect to half of one. */
function openSpoolOf(server: Server, folder: string, maxBytes: number): Spool {
  try {
    return openSpool({ folder, maxBytes })
  } catch (error) {
    server.close()
    throw error
  }
}
