import type { Log } from '../../platform/log.ts'
import type { RoleMessage } from './supervise-role.ts'

export interface RoleLife {
  readonly log: Log
  /** Begins to serve, and returns how to stop. */
  readonly start: () => Promise<() => Promise<void>>
  /** How long stopping may take before the process ends anyhow, in milliseconds. Default 15,000. */
  readonly deadlineMs?: number
  /** How often it tells its parent that it turns, in milliseconds. Default 5,000. */
  readonly aliveMs?: number
}

/**
 * The life of a role's process: it starts, tells its parent that it serves, and stops cleanly on
 * SIGTERM, on SIGINT, and when its parent is gone. It ends by itself once nothing runs in it.
 */
export async function liveAsRole({
  log,
  start,
  deadlineMs = 15_000,
  aliveMs = 5_000,
}: RoleLife): Promise<void> {
  const end = Promise.withResolvers<string>()
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => end.resolve(signal))
  }
  process.once('disconnect', () => end.resolve('the parent is gone'))
  const tell = (message: RoleMessage): void => {
    if (process.connected) process.send?.(message)
  }
  const hurry = async (): Promise<void> => {
    log.info({ why: await end.promise }, 'stopping')
    setTimeout(() => {
      log.error('stopping took too long')
      process.exit(1)
    }, deadlineMs).unref()
  }
  // Also while it is still starting: it may wait for a lock, and its parent may be gone for good.
  void hurry()
  try {
    const stop = await start()
    tell({ ready: true })
    setInterval(() => tell({ alive: true }), aliveMs).unref()
    await end.promise
    await stop()
    log.info('stopped')
  } catch (error) {
    log.error({ error }, 'the role failed')
    tell({ failed: error instanceof Error ? error.message : String(error) })
    process.exitCode = 1
    setTimeout(() => process.exit(1), 1_000).unref()
  } finally {
    if (process.connected) process.disconnect()
  }
}
