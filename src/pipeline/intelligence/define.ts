import { DefinitionError } from '../../core/definition-error.ts'
import type { Sql } from '../../platform/database/sql.ts'

/** How words are written for people. A `time` is a moment; a `day` or a `month` is one of UTC, given by its first moment. */
type WordForm = 'text' | 'time' | 'day' | 'month'
/** How a value is written for people. Money is a number in the unit of the row's `currency`. */
export type ColumnForm = WordForm | 'count' | 'number' | 'percent' | 'money'

export interface ReportColumn {
  readonly name: string
  readonly title: string
  readonly form: ColumnForm
  /** What the figure is, for whoever has to trust it. */
  readonly means?: string
  /** The columns that it is worked out of, for a figure that has no rows of its own: a ratio. */
  readonly madeOf?: readonly string[]
}

/** Which touches are credited with what came of them. */
export type Credit = 'first' | 'last' | 'linear'
export const credits: readonly Credit[] = ['first', 'last', 'linear']

/** What a report may be asked for. What it does not take is refused, never ignored. */
export interface ReportTakes {
  /** Takes `from` and `to`: what they cut, in words, for example `'the date of the touch'`. */
  readonly period?: string
  /** Takes `by`: the dimensions that it can be grouped by, the usual one first. */
  readonly by?: readonly string[]
  /** Takes `credit` (usually linear) and `lookback` (usually 30 days). */
  readonly credit?: true
  /** Takes `of`: the single thing that it is about. */
  readonly of?: {
    /** What the thing is: `'contract'`. */
    readonly what: string
    /** The things that there are, if they are known. */
    readonly oneOf?: readonly string[]
    readonly needed?: boolean
  }
}

/** What a report was asked for, checked and with what is usual filled in. */
export interface ReportRequest {
  /** From this moment on. */
  readonly from?: Date
  /** Up to, and without, this moment. */
  readonly to?: Date
  /** The dimension to group by. */
  readonly by?: string
  readonly credit?: Credit
  /** How many days before a conversion a touch may lie to be credited with it. */
  readonly lookback?: number
  readonly of?: string
}

/** The request of a report that takes `T`: what is always filled in is not optional. */
export type RequestOf<T extends ReportTakes> = ReportRequest &
  (T extends { by: readonly (infer By)[] } ? { readonly by: By } : unknown) &
  (T extends { credit: true } ? { readonly credit: Credit; readonly lookback: number } : unknown) &
  (T extends { of: { needed: true } } ? { readonly of: string } : unknown)

export type ReportValue = string | number | boolean | Date | null
export type ReportRow = Readonly<Record<string, ReportValue>>

/** The rows, and what stands below them. */
export interface ReportBody {
  readonly rows: readonly ReportRow[]
  /** What all rows come to, from a count of its own where figures cannot simply be added up. */
  readonly totals?: readonly ReportRow[]
  /** Sentences that a reader must know to read the figures right. */
  readonly notes?: readonly string[]
}

/**
 * Asks the facts: query`select count(*) as n from touch where touch.at >= ${from}`. One `select`; a
 * statement that would change something is refused. `at` is a word of SQL: write `touch.at` or `"at"`.
 * `person` and `account` have one row for each contract and id, with what was told of it last.
 */
export type FactQuery = <Row = ReportRow>(
  template: readonly string[],
  ...values: readonly unknown[]
) => Promise<Row[]>

/** Writes a statement on the facts without running it: values become parameters. */
export type Select = (template: readonly string[], ...values: readonly unknown[]) => Sql

/** A figure in a report's answer. */
export interface Figure {
  readonly column: string
  /** What the first column of its row says; none for the totals. */
  readonly group?: string | undefined
  /** The currency of its row, if it is money. */
  readonly currency?: string | undefined
}

/** A part of the rows behind a figure. */
export interface Page {
  /** The `next` of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export interface PageOfRows {
  readonly rows: readonly ReportRow[]
  /** How many there are on all pages. */
  readonly count: number
  /** What all of them add up to: the figure. */
  readonly sum: number
  readonly next?: string | undefined
}

/** The rows behind a figure. */
export interface RowsBehind {
  readonly columns: readonly ReportColumn[]
  /**
   * Each row has, besides its columns, a `key` of its own, `sort` (a number; the largest comes first)
   * and `adds`, what it adds to the figure. A statement on the facts is read page by page; what lies
   * elsewhere brings its own pages.
   */
  readonly rows: Sql | ((page: Page, query: FactQuery) => Promise<PageOfRows>)
  /** What the figure leaves out: rows of `what` (in words), `amount` and `currency` (null for a count). */
  readonly leftOut?: Sql
}

/** A question that the facts answer, as a table. */
export interface Report {
  readonly kind: 'report'
  readonly name: string
  readonly title: string
  readonly takes: ReportTakes
  /** The columns, or, where they depend on what is asked, a function that gives them. */
  readonly columns: readonly ReportColumn[] | ((request: ReportRequest) => readonly ReportColumn[])
  readonly rows: (
    query: FactQuery,
    request: ReportRequest,
  ) => Promise<readonly ReportRow[] | ReportBody>
  /** The rows behind each figure; nothing for a column that has none. */
  readonly behind?: (
    select: Select,
    request: ReportRequest,
    figure: Figure,
  ) => RowsBehind | undefined
}

export interface ReportSpec<T extends ReportTakes> {
  readonly name: string
  readonly title: string
  /** What it may be asked for. Nothing when left out. */
  readonly takes?: T
  readonly columns: readonly ReportColumn[] | ((request: RequestOf<T>) => readonly ReportColumn[])
  readonly rows: (
    query: FactQuery,
    request: RequestOf<T>,
  ) => Promise<readonly ReportRow[] | ReportBody>
  /** The rows behind each figure; nothing for a column that has none. */
  readonly behind?: (
    select: Select,
    request: RequestOf<T>,
    figure: Figure,
  ) => RowsBehind | undefined
}

/**
 * Declares a report of the workspace's own: one file, listed in the config.
 *
 * @example
 * export default defineReport({
 *   name: 'busiest-days', title: 'Busiest days',
 *   columns: [{ name: 'day', title: 'Day', form: 'day' }, { name: 'touches', title: 'Touches', form: 'count' }],
 *   rows: (query) => query`
 *     select date_trunc('day', touch.at) as day, count(*) as touches from touch group by 1 order by 2 desc`,
 *   behind: (select, request, { group }) => ({
 *     columns: [{ name: 'at', title: 'When', form: 'time' }, { name: 'channel', title: 'Channel', form: 'text' }],
 *     rows: select`
 *       select id as key, epoch_us(touch.at) as sort, 1 as adds, touch.at as "at", channel from touch
 *       where date_trunc('day', touch.at) = ${group}::timestamp`,
 *   }),
 * })
 * @throws DefinitionError that names the field and what to write instead
 */
export function defineReport<const T extends ReportTakes = ReportTakes>(
  spec: ReportSpec<T>,
): Report {
  const where = `defineReport '${spec?.name}'`
  if (!/^[a-z][a-z0-9._-]*$/.test(spec.name)) {
    throw new DefinitionError(where, 'name', `write lower-case letters, digits, '.', '-' or '_'`)
  }
  if (!spec.title) throw new DefinitionError(where, 'title', 'write what stands above the table')
  const isList = Array.isArray(spec.columns) && spec.columns.length > 0
  if (!isList && typeof spec.columns !== 'function') {
    throw new DefinitionError(
      where,
      'columns',
      `write [{ name: 'leads', title: 'Leads', form: 'count' }]`,
    )
  }
  if (typeof spec.rows !== 'function') {
    throw new DefinitionError(where, 'rows', 'write (query, request) => query`select …`')
  }
  if (spec.behind !== undefined && typeof spec.behind !== 'function') {
    throw new DefinitionError(
      where,
      'behind',
      'write (select, request, { group }) => ({ columns: […], rows: select`select …` })',
    )
  }
  if (spec.takes?.by?.length === 0) {
    throw new DefinitionError(where, 'takes.by', 'write the dimensions, the usual one first')
  }
  // The one place where the type of the request is forgotten, so that reports can stand in one list;
  // `runReport` fills in what `takes` promises before it calls either function.
  return { takes: {}, ...(spec as unknown as Omit<Report, 'kind' | 'takes'>), kind: 'report' }
}
