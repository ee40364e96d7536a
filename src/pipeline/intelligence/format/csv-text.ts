import type { ReportValue } from '../define.ts'
import type { ReportAnswer } from '../run-report.ts'

/**
 * A report's rows as CSV (RFC 4180, with line feeds): the columns' names, then a line a row. Totals
 * and notes stay out, so that a column may be added up.
 */
export function csvText({ columns, rows }: ReportAnswer): string {
  const lines = [
    columns.map(({ name }) => cell(name)),
    ...rows.map((row) => columns.map(({ name }) => cell(row[name] ?? null))),
  ]
  return lines.map((line) => `${line.join(',')}\n`).join('')
}

function cell(value: ReportValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString()
  const text = harmless(String(value))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Spreadsheets run a cell that begins like a formula, and values come from outside (OWASP, "CSV
 * injection"): an apostrophe makes it text. Numbers never pass here, so a negative one stays a number.
 */
const harmless = (text: string): string => (/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text)
