import { NewerDatabaseError } from '../../platform/database/migrate.ts'
import { PostgresError } from '../../platform/postgres/postgres-error.ts'
import { ApiError } from '../client/client.ts'
import { RoleError } from '../supervise/role-error.ts'
import { CliError } from './cli-error.ts'

/**
 * Turns what is known to go wrong around a command into what its user must know. Anything else is a
 * bug, and undefined.
 */
export function explainError(error: unknown): CliError | undefined {
  if (error instanceof CliError) return error
  if (error instanceof ApiError) {
    const { status, detail, title } = error.problem
    return new CliError(status === 400 ? 2 : 1, detail || title, { cause: error })
  }
  if (
    error instanceof PostgresError ||
    error instanceof NewerDatabaseError ||
    error instanceof RoleError
  ) {
    return new CliError(1, error.message, { cause: error })
  }
  const { code, message, address, port, path } = firstOf(error)
  if (code === 'ENOSPC') {
    return new CliError(
      1,
      `the disk is full${path ? ` (${path})` : ''}: make room, then run this again; nothing that was accepted is lost`,
      { cause: error },
    )
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new CliError(
      1,
      `no permission: ${message}; run as the owner of the workspace's folder`,
      {
        cause: error,
      },
    )
  }
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') {
    const where = address ? ` at ${address}${port ? `:${port}` : ''}` : ''
    return new CliError(
      1,
      `the database${where} does not answer (${code}): start it, or mend DATABASE_URL`,
      { cause: error },
    )
  }
  if (code === '28P01' || code === '28000' || code === '3D000') {
    return new CliError(1, `the database refuses: ${message}; mend DATABASE_URL`, { cause: error })
  }
  return undefined
}

interface SystemFault {
  readonly code?: string
  readonly message: string
  readonly address?: string
  readonly port?: number
  readonly path?: string
}

/** Connecting tries several addresses, and then the faults come together. */
const firstOf = (error: unknown): SystemFault =>
  error instanceof AggregateError && error.errors.length > 0
    ? (error.errors[0] as SystemFault)
    : (error as SystemFault)
