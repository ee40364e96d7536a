import type { Clock } from '../../platform/clock.ts'
import { WarehouseError, type WarehouseReader } from '../../platform/warehouse/index.ts'
import type { Report, ReportBody, ReportColumn, ReportRequest, ReportRow } from './define.ts'
import { factQuery } from './fact-query.ts'
import { readRequest, type AskedRequest } from './read-request.ts'
import { BrokenReportError, ReportRequestError } from './report-error.ts'

export interface RunReportDeps {
  readonly warehouse: WarehouseReader
  readonly clock: Clock
  /** Every report that can be asked for: the built-in ones and the workspace's own. */
  readonly reports: readonly Report[]
}

/** A report's answer: what was asked, and what the facts said to it. */
export interface ReportAnswer {
  readonly report: string
  readonly title: string
  readonly columns: readonly ReportColumn[]
  /** One value for each column, and no more. */
  readonly rows: readonly ReportRow[]
  readonly totals: readonly ReportRow[]
  readonly notes: readonly string[]
  readonly request: ReportRequest
  /** Whether the report tells the rows behind its figures. */
  readonly opens: boolean
  readonly asOf: Date
}

/**
 * Runs a report by its name. A workspace's report goes before a built-in one of the same name.
 * @throws ReportRequestError that says what is allowed
 * @throws BrokenReportError that names the report, when its statement or its rows are wrong
 */
export async function runReport(
  deps: RunReportDeps,
  name: string,
  asked: AskedRequest = {},
): Promise<ReportAnswer> {
  const { report, request, columns, asOf } = askedOf(deps, name, asked)
  // From one state of the facts, so that the rows come to the totals while records come in.
  const given = await underItsName(report, () =>
    deps.warehouse.snapshot(async (facts) => report.rows(factQuery(report.name, facts), request)),
  )
  const body = bodyOf(report, given)
  return {
    report: report.name,
    title: report.title,
    columns,
    rows: fit(report, columns, body.rows),
    totals: fit(report, columns, body.totals ?? []),
    notes: body.notes ?? [],
    request,
    opens: report.behind !== undefined,
    asOf,
  }
}

export interface Asked {
  readonly report: Report
  readonly request: ReportRequest
  readonly columns: readonly ReportColumn[]
  readonly asOf: Date
}

/**
 * Finds a report by its name and reads what it is asked for.
 * @throws ReportRequestError that says what is allowed
 */
export function askedOf(deps: RunReportDeps, name: string, asked: AskedRequest): Asked {
  const report = deps.reports.findLast((each) => each.name === name)
  if (!report) {
    const names = [...new Set(deps.reports.map((each) => each.name))].join(', ')
    throw new ReportRequestError('unknown', `there is no report '${name}'; there are ${names}`)
  }
  const read = readRequest(report, asked)
  if (!read.ok) throw new ReportRequestError('request', read.error)
  const request = read.value
  const columns = typeof report.columns === 'function' ? report.columns(request) : report.columns
  return { report, request, columns, asOf: deps.clock.now() }
}

/** What a report throws is told under its name: its author will look for it there. */
export async function underItsName<T>({ name }: Report, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const told = [BrokenReportError, ReportRequestError, WarehouseError]
    if (told.some((kind) => error instanceof kind)) throw error
    throw new BrokenReportError(name, error instanceof Error ? error.message : String(error), error)
  }
}

function bodyOf({ name }: Report, given: readonly ReportRow[] | ReportBody): ReportBody {
  const body = Array.isArray(given)
    ? { rows: given as readonly ReportRow[] }
    : (given as ReportBody)
  if (!Array.isArray(body?.rows)) {
    throw new BrokenReportError(name, `'rows' must give a list of rows, or { rows, totals, notes }`)
  }
  return body
}

/** The columns' values of each row. A column that no row knows is a slip of the pen, and is told. */
function fit(
  { name }: Report,
  columns: readonly ReportColumn[],
  rows: readonly ReportRow[],
): ReportRow[] {
  const [first] = rows
  const missing = first && columns.find((column) => !(column.name in first))
  if (missing) {
    throw new BrokenReportError(
      name,
      `its rows have no '${missing.name}', which its columns promise; they have ${Object.keys(first).join(', ')}`,
    )
  }
  return rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column.name, row[column.name] ?? null])),
  )
}
