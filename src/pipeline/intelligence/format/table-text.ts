import { printableLine } from '../../../core/printable.ts'
import { isFigure } from '../is-figure.ts'
import type { ColumnForm, ReportColumn, ReportRow, ReportValue } from '../define.ts'
import type { ReportAnswer } from '../run-report.ts'

/** A report's answer as text for a terminal: what was asked, the table, the totals, the notes. */
export function tableText({ title, columns, rows, totals, notes, request }: ReportAnswer): string {
  const body = rows.map((row) => cells(columns, row))
  const sums = totals.map((row) => cells(columns, row))
  const head = columns.map((column) => printableLine(column.title))
  const widths = columns.map((_, n) =>
    Math.max(...[head, ...body, ...sums].map((line) => lengthOf(line[n]!))),
  )
  const write = (line: readonly string[]): string =>
    line
      .map((cell, n) => pad(cell, widths[n]!, columns[n]!))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  const asked = requestText(request)
  return [
    printableLine(title),
    ...(asked ? [asked] : []),
    '',
    write(head),
    rule,
    ...body.map(write),
    ...(rows.length === 0 ? ['(no rows)'] : []),
    ...(sums.length > 0 ? [rule, ...sums.map(write)] : []),
    ...(notes.length > 0 ? ['', ...notes.map(printableLine)] : []),
    '',
  ].join('\n')
}

const cells = (columns: readonly ReportColumn[], row: ReportRow): string[] =>
  columns.map(({ name, form }) => cellText(row[name] ?? null, form))

function cellText(value: ReportValue, form: ColumnForm): string {
  if (value === null) return ''
  if (value instanceof Date) return dateText(value, form)
  if (typeof value !== 'number') return printableLine(String(value))
  switch (form) {
    case 'count':
      return grouped(value, 0, 0)
    case 'money':
      return grouped(value, 2, 2)
    case 'percent':
      return `${grouped(value * 100, 2, 2)} %`
    case 'number':
      return smallText(value) ?? grouped(value, 0, 2)
    case 'text':
    case 'time':
    case 'day':
    case 'month':
      return String(value)
  }
}

/** A p-value of 0.0004 must not be written as 0. */
const smallText = (value: number): string | undefined =>
  value !== 0 && Math.abs(value) < 0.01 ? value.toPrecision(2) : undefined

const grouped = (value: number, least: number, most: number): string =>
  // The locale is fixed, so that a figure looks the same wherever it was made.
  new Intl.NumberFormat('en', {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
  }).format(value)

const dateText = (moment: Date, form: ColumnForm): string =>
  form === 'month' ? moment.toISOString().slice(0, 7) : momentText(moment)

const momentText = (moment: Date): string =>
  moment
    .toISOString()
    .replace(/T00:00:00\.000Z$/, '')
    .replace(/\.000Z$/, 'Z')

function requestText({ from, to, by, credit, lookback, of }: ReportAnswer['request']): string {
  const period = [
    ...(from ? [`from ${momentText(from)}`] : []),
    ...(to ? [`up to, without, ${momentText(to)}`] : []),
  ].join(' ')
  const days = lookback === 1 ? 'day' : 'days'
  return [
    ...(of ? [`of ${printableLine(of)}`] : []),
    ...(by ? [`by ${by}`] : []),
    ...(credit ? [`${credit} touch within ${lookback} ${days}`] : []),
    ...(period ? [period] : []),
  ].join(', ')
}

const letters = new Intl.Segmenter('en')
const lengthOf = (text: string): number => [...letters.segment(text)].length

const pad = (text: string, width: number, column: ReportColumn): string => {
  const blank = ' '.repeat(width - lengthOf(text))
  return isFigure(column) ? blank + text : text + blank
}
