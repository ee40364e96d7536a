import { openLog, type Log } from '../platform/log.ts'
import { startTelemetry } from '../platform/telemetry.ts'
import { explainFault } from './explain-fault.ts'
import { liveAsRole } from './supervise/live-as-role.ts'

/** A role that is open and serves. */
export interface Role {
  close(): Promise<void>
}

/** Runs this process as a role, with a log and traces of its name. */
export async function runRole(
  name: string,
  open: (log: Log, env: NodeJS.ProcessEnv) => Promise<Role>,
): Promise<void> {
  const { env } = process
  // What a role writes into the state folder is nobody else's to read.
  process.umask(0o077)
  const log = openLog({ name })
  await liveAsRole({
    log,
    async start() {
      const stopTelemetry = await startTelemetry({ env, log }, `linchpin-${name}`)
      const role = await open(log, env).catch((error: unknown) => {
        const fault = explainFault(error)
        throw fault === undefined ? error : new Error(fault, { cause: error })
      })
      return async () => {
        await role.close()
        await stopTelemetry()
      }
    },
  })
}

/** The database that a role is given. */
export function databaseUrlOf({ DATABASE_URL: url }: NodeJS.ProcessEnv): string {
  if (!url) throw new Error('DATABASE_URL is not set; `linchpin start` sets it')
  return url
}
