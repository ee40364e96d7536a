import { sql } from '../../platform/database/sql.ts'
import { WarehouseError, type WarehouseQueryable } from '../../platform/warehouse/index.ts'
import type { FactQuery } from './define.ts'
import { BrokenReportError } from './report-error.ts'

/**
 * The `query` that a report is given: one statement that only reads.
 * @throws BrokenReportError that names the report and says what is wrong with its statement
 */
export function factQuery(report: string, warehouse: WarehouseQueryable): FactQuery {
  return async <Row>(template: readonly string[], ...values: readonly unknown[]) => {
    const statement = sql(template, ...values)
    await refuseWrites(report, warehouse, statement.text)
    try {
      return await warehouse.query<Row>(statement)
    } catch (error) {
      throw atFault(report, error)
    }
  }
}

/** DuckDB's own parser says whether a statement is a `select`: it turns nothing else into a tree. */
async function refuseWrites(
  report: string,
  warehouse: WarehouseQueryable,
  text: string,
): Promise<void> {
  const [row] = await warehouse.query<{ tree: string }>(
    sql`select json_serialize_sql(${text}::varchar) as tree`,
  )
  const tree = JSON.parse(row!.tree) as {
    error: boolean
    error_type?: string
    error_message?: string
    statements?: unknown[]
  }
  if (tree.error_type === 'parser') {
    throw new BrokenReportError(
      report,
      `its statement does not parse: ${hinted(tree.error_message ?? '')}`,
    )
  }
  if (tree.error || tree.statements?.length !== 1) {
    throw new BrokenReportError(
      report,
      `a report only reads: its query must be one 'select', not '${text.trim().slice(0, 60)}'`,
    )
  }
}

function atFault(report: string, error: unknown): unknown {
  // The warehouse's own troubles, such as a full disk, are not the report's fault.
  if (error instanceof WarehouseError && error.trouble !== 'memory') return error
  return new BrokenReportError(
    report,
    hinted(error instanceof Error ? error.message : String(error)),
    error,
  )
}

/** The facts' most used column is a word of SQL, and the parser does not say so. */
function hinted(message: string): string {
  const hint = /syntax error/.test(message)
    ? `. The column 'at' is a word of SQL: write touch.at or "at"`
    : ''
  return `${message.trim()}${hint}`
}
