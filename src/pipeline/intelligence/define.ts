import { DefinitionError } from '../../core/definition-error.ts'

/** How a figure is written for people. */
export type ColumnForm = 'text' | 'count' | 'number' | 'percent' | 'money' | 'time'

export interface ReportColumn {
  readonly name: string
  readonly title: string
  readonly form: ColumnForm
  /** What the figure is, for whoever has to trust it. */
  readonly means?: string
}

/** What every report can be asked for. */
export interface ReportRequest {
  /** From this moment on. */
  readonly from?: Date
  /** Up to, and without, this moment. */
  readonly to?: Date
  /** A dimension of the touch to group by. */
  readonly by?: 'channel' | 'campaign' | 'landingPage' | 'content' | 'topic' | 'source' | 'medium'
  /** Which touches are credited with what came of them. */
  readonly credit?: 'first' | 'last' | 'linear'
  /** The experiment, contract or other single thing that the report is about. */
  readonly of?: string
}

export type ReportValue = string | number | boolean | Date | null
export type ReportRow = Readonly<Record<string, ReportValue>>

/** Runs a statement on the facts: query`select count(*) as n from touch where at >= ${from}`. */
export type FactQuery = (
  template: readonly string[],
  ...values: readonly unknown[]
) => Promise<ReportRow[]>

/** A question that the facts answer, as a table. */
export interface Report {
  readonly kind: 'report'
  readonly name: string
  readonly title: string
  readonly columns: readonly ReportColumn[]
  readonly rows: (query: FactQuery, request: ReportRequest) => Promise<readonly ReportRow[]>
}

/**
 * Declares a report of the workspace's own: one file, listed in the config.
 *
 * @example
 * export default defineReport({
 *   name: 'busiest-days', title: 'Busiest days',
 *   columns: [{ name: 'day', title: 'Day', form: 'time' }, { name: 'touches', title: 'Touches', form: 'count' }],
 *   rows: (query) => query`select date_trunc('day', at) as day, count(*) as touches from touch group by 1 order by 2 desc`,
 * })
 * @throws DefinitionError that names the field and what to write instead
 */
export function defineReport(spec: Omit<Report, 'kind'>): Report {
  const where = `defineReport '${spec?.name}'`
  if (!spec.name) throw new DefinitionError(where, 'name', 'write a name')
  if (!Array.isArray(spec.columns) || spec.columns.length === 0) {
    throw new DefinitionError(
      where,
      'columns',
      `write [{ name: 'leads', title: 'Leads', form: 'count' }]`,
    )
  }
  if (typeof spec.rows !== 'function') {
    throw new DefinitionError(where, 'rows', 'write (query, request) => query`select …`')
  }
  return { kind: 'report', ...spec }
}
