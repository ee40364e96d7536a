import type { Log } from '../../platform/log.ts'
import { startPostgres } from '../../platform/postgres/index.ts'
import { superviseRole, type RoleOptions, type SupervisedRole } from './supervise-role.ts'

export interface LinchpinOptions {
  readonly log: Log
  /** Where the embedded PostgreSQL lives. */
  readonly postgresFolder: string
  /** A PostgreSQL of the user's own; then none is started. */
  readonly databaseUrl?: string | undefined
  /** The roles, in the order in which they start; they stop in the opposite one. */
  readonly roles: (databaseUrl: string) => readonly Omit<RoleOptions, 'log'>[]
  /** Gives up the start: what has started is stopped, and the start fails. */
  readonly signal?: AbortSignal
}

export interface RunningLinchpin {
  readonly databaseUrl: string
  /** Stops the roles, last first, then PostgreSQL. Nothing is left running. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL and then each role, waiting for one to serve before the next. When one cannot
 * start, what did start is stopped again.
 * @throws PostgresError or RoleError
 */
export async function startLinchpin(options: LinchpinOptions): Promise<RunningLinchpin> {
  const { log, postgresFolder: folder } = options
  const postgres = options.databaseUrl ? undefined : await startPostgres({ folder, log })
  const databaseUrl = options.databaseUrl ?? postgres!.url
  const running: SupervisedRole[] = []
  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    for (const role of running.toReversed()) await role.stop()
    await postgres?.stop()
  }
  try {
    for (const spec of options.roles(databaseUrl)) {
      const role = superviseRole({ ...spec, log })
      running.push(role)
      const giveUp = (): void => void role.stop()
      options.signal?.addEventListener('abort', giveUp)
      if (options.signal?.aborted) giveUp()
      await role.ready
      options.signal?.removeEventListener('abort', giveUp)
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { databaseUrl, stop: () => (stopping ??= stop()) }
}
