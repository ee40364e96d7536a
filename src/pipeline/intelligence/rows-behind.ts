import { sql } from '../../platform/database/sql.ts'
import type {
  FactQuery,
  Figure,
  Page,
  Report,
  ReportColumn,
  ReportRequest,
  ReportRow,
} from './define.ts'
import { factQuery } from './fact-query.ts'
import { isFigure } from './is-figure.ts'
import type { AskedRequest } from './read-request.ts'
import { readPage } from './read-page.ts'
import { BrokenReportError, ReportRequestError } from './report-error.ts'
import { askedOf, underItsName, type RunReportDeps } from './run-report.ts'

/** The rows behind a figure: what they are, what they come to, and what the figure leaves out. */
export interface BehindAnswer {
  readonly report: string
  readonly figure: Figure
  readonly column: ReportColumn
  /** Each row has a `key`, a value for each column, and `adds`: what it adds to the figure. */
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly ReportRow[]
  /** How many rows there are on all pages. */
  readonly count: number
  /** What they come to: the figure. None for a figure that is worked out of others. */
  readonly sum: number | null
  readonly next?: string
  readonly leftOut: readonly LeftOut[]
  readonly asOf: Date
}

export interface LeftOut {
  readonly what: string
  readonly amount: number
  /** None for a count. */
  readonly currency: string | null
}

/**
 * Gives the rows behind a figure, page by page.
 * @throws ReportRequestError when the report has no such figure, or does not tell what is behind it
 * @throws BrokenReportError that names the report, when its statement or its rows are wrong
 */
export async function rowsBehind(
  deps: RunReportDeps,
  name: string,
  asked: AskedRequest,
  figure: Figure,
  page: Page,
): Promise<BehindAnswer> {
  const { report, request, columns, asOf } = askedOf(deps, name, asked)
  const column = columnOf(report, columns, figure)
  const answer = { report: report.name, figure, column, leftOut: [], asOf }
  if (column.madeOf) return { ...answer, columns: [], rows: [], count: 0, sum: null }
  const told = await underItsName(report, () =>
    deps.warehouse.snapshot((facts) =>
      read(report, request, figure, page, factQuery(report.name, facts)),
    ),
  )
  const shown = [...told.columns, addsColumn(column)]
  return {
    ...answer,
    ...told,
    columns: shown,
    rows: told.rows.map((row) => fit(report, shown, row)),
  }
}

function columnOf(report: Report, columns: readonly ReportColumn[], figure: Figure): ReportColumn {
  const column = columns.find((each) => each.name === figure.column)
  const refuse = (why: string) =>
    new ReportRequestError('request', `report '${report.name}': ${why}`)
  if (!column) {
    const names = columns.filter(isFigure).map((each) => each.name)
    throw refuse(`it has no column '${figure.column}'; its figures are ${names.join(', ')}`)
  }
  if (!isFigure(column)) throw refuse(`'${column.name}' is not a figure`)
  if (!report.behind && !column.madeOf) throw untold(report)
  return column
}

const untold = ({ name }: Report) =>
  new ReportRequestError(
    'unknown',
    `report '${name}' does not tell which rows are behind its figures: its file may declare them as 'behind'`,
  )

async function read(
  report: Report,
  request: ReportRequest,
  figure: Figure,
  page: Page,
  query: FactQuery,
) {
  const behind = report.behind?.(sql, request, figure)
  if (!behind) throw untold(report)
  const { columns, rows, leftOut } = behind
  const [given, left] = await Promise.all([
    typeof rows === 'function'
      ? rows(page, query)
      : readPage((statement) => query`${statement}`, rows, page),
    leftOut ? query<LeftOut>`${leftOut}` : [],
  ])
  const { next, ...rest } = given
  return { columns, leftOut: left, ...rest, ...(next === undefined ? {} : { next }) }
}

const addsColumn = ({ form }: ReportColumn): ReportColumn => ({
  name: 'adds',
  title: 'Adds',
  form: form === 'percent' ? 'number' : form,
  means: 'What the row adds to the figure.',
})

function fit({ name }: Report, columns: readonly ReportColumn[], row: ReportRow): ReportRow {
  const names = ['key', ...columns.map((column) => column.name)]
  const missing = names.find((each) => !(each in row))
  if (missing) {
    const has = Object.keys(row).join(', ')
    throw new BrokenReportError(name, `the rows behind it have no '${missing}'; they have ${has}`)
  }
  return Object.fromEntries(names.map((each) => [each, row[each] ?? null]))
}
