import { openLog, type Log } from '../platform/log.ts'
import { startTelemetry } from '../platform/telemetry.ts'

/** A role that is open and serves. */
export interface Role {
  close(): Promise<void>
}

/** After this long, a role that does not come to its end by itself is ended. */
const closingMs = 15_000

/**
 * Runs this process as a role: opens it, tells the parent that it serves (`{ ready: true }`), and
 * closes it on SIGTERM, SIGINT or when the parent is gone. The exit code is 0 after a clean end.
 */
export async function runRole(
  name: string,
  open: (log: Log, env: NodeJS.ProcessEnv) => Promise<Role>,
): Promise<void> {
  const { env } = process
  const log = openLog({ name })
  const stopTelemetry = await startTelemetry({ env, log }, `linchpin-${name}`)
  const asked = stopAsked()
  try {
    const role = await open(log, env)
    process.send?.({ ready: true })
    log.info({ reason: await asked }, 'stopping')
    setTimeout(() => process.exit(1), closingMs).unref()
    await role.close()
  } catch (error) {
    log.fatal({ err: error }, `the ${name} role failed`)
    process.exitCode = 1
  }
  await stopTelemetry()
  if (process.connected) process.disconnect()
}

/** Resolves with the reason when this process is asked to stop. */
function stopAsked(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      // For good: a second Ctrl-C must not cut off what the first one has begun to close.
      process.on(signal, () => resolve(signal))
    }
    if (process.send) process.once('disconnect', () => resolve('the parent is gone'))
  })
}
