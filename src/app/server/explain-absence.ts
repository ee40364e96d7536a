import { WarehouseAwayError } from '../../pipeline/processing/index.ts'
import { LateError } from '../../platform/in-time.ts'
import { problem, type Problem } from '../../platform/problem.ts'
import { WarehouseError } from '../../platform/warehouse/index.ts'

/** A problem document for an error that means that something we need is away; undefined for any other. */
export function explainAbsence(error: unknown): Problem | undefined {
  if (error instanceof WarehouseAwayError || error instanceof WarehouseError) {
    return problem(503, 'Facts unavailable', error.message)
  }
  if (!(error instanceof LateError) && !isDatabaseAway(error)) return undefined
  const detail = 'the database does not answer; try again in a moment'
  return problem(503, 'Database unavailable', detail)
}

/** PostgreSQL refuses, restarts or was cut off: nothing is wrong with the request. */
function isDatabaseAway(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return (
    /^(08...|57P0[123]|53300|53100|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code ?? '') ||
    /Connection terminated|timeout exceeded when trying to connect/.test(message ?? '')
  )
}
