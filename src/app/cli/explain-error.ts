import { NewerDatabaseError } from '../../platform/database/migrate.ts'
import { PostgresError } from '../../platform/postgres/postgres-error.ts'
import { ApiError, GoneError } from '../client/client.ts'
import { EnvironmentError } from '../environment-error.ts'
import { explainFault } from '../explain-fault.ts'
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
    // Also who names what is not there has made a mistake; nothing was found to be wrong.
    const isUsage = status === 400 || status === 404
    return new CliError(isUsage ? 2 : 1, detail || title, { cause: error })
  }
  if (
    error instanceof PostgresError ||
    error instanceof NewerDatabaseError ||
    error instanceof GoneError ||
    error instanceof RoleError
  ) {
    return new CliError(1, error.message, { cause: error })
  }
  if (error instanceof EnvironmentError) return new CliError(2, error.message, { cause: error })
  const fault = explainFault(error)
  return fault === undefined ? undefined : new CliError(1, fault, { cause: error })
}
