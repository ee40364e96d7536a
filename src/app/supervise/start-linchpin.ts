import type { ExceptionRoute } from '../../exceptions/define.ts'
import type { Log } from '../../platform/log.ts'
import { startPostgres } from '../../platform/postgres/index.ts'
import { superviseRole, type RoleOptions, type SupervisedRole } from './supervise-role.ts'
import { tellDesk } from './tell-desk.ts'

/** A role as it is started here. */
export interface RoleSpec extends Omit<RoleOptions, 'log' | 'onDying'> {
  /** Nothing depends on it: that it dies again and again is for the log alone. */
  readonly isExtra?: boolean
}

export interface LinchpinOptions {
  readonly log: Log
  /** Where the embedded PostgreSQL lives. */
  readonly postgresFolder: string
  /** A PostgreSQL of the user's own; then none is started. */
  readonly databaseUrl?: string | undefined
  /** The roles, in the order in which they start; they stop in the opposite one. */
  readonly roles: (databaseUrl: string) => readonly RoleSpec[]
  /** Whose it is that a role dies again and again. */
  readonly routes?: readonly ExceptionRoute[]
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
  const { log, postgresFolder: folder, routes = [] } = options
  const postgres = options.databaseUrl ? undefined : await startPostgres({ folder, log })
  const databaseUrl = options.databaseUrl ?? postgres!.url
  const desk = tellDesk({ databaseUrl, routes, log })
  const running: SupervisedRole[] = []
  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    for (const role of running.toReversed()) await role.stop()
    await desk.close()
    await postgres?.stop()
  }
  try {
    for (const { isExtra = false, ...spec } of options.roles(databaseUrl)) {
      const role = superviseRole({ ...spec, log, ...(isExtra ? {} : { onDying: desk.tell }) })
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
