import { setTimeout as sleep } from 'node:timers/promises'
import { restart } from '../../core/restart.ts'
import type { Log } from '../log.ts'
import { stopServer, type Server } from './server.ts'

const policy = { baseMs: 100, capMs: 5_000, calmMs: 60_000 }

/**
 * Starts the server again whenever it dies, until it is told to stop.
 * @param start starts it where it was; may throw
 * @returns how to stop it for good
 */
export function keepRunning(
  { start, log }: { start: () => Promise<Server>; log: Log },
  first: Server,
): () => Promise<void> {
  let server = first
  let stopping: Promise<void> | undefined
  const wake = new AbortController()
  const asked = () => wake.signal.aborted

  let deaths = 0
  const again = async (startedAt: Date): Promise<void> => {
    for (; ; startedAt = new Date()) {
      const next = restart(policy, { deaths, startedAt, now: new Date() })
      deaths = next.deaths
      await sleep(next.waitMs, undefined, { signal: wake.signal }).catch(() => {})
      if (asked()) return
      try {
        server = await start()
        return
      } catch (error) {
        log.error({ error, deaths }, 'PostgreSQL could not be started again')
      }
    }
  }
  const kept = (async () => {
    while (!asked()) {
      const startedAt = new Date()
      await server.died
      if (asked()) return
      log.error({ server: server.pid }, 'PostgreSQL died; it is started again')
      await again(startedAt)
      if (!asked()) log.info({ server: server.pid }, 'PostgreSQL runs again')
    }
  })()

  return () =>
    (stopping ??= (async () => {
      wake.abort()
      await stopServer(server, log)
      // A start that was under way when we were asked has brought up one more.
      await kept
      await stopServer(server, log)
    })())
}
