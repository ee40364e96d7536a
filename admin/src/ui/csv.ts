/** What a cell of a table is worth, as a file holds it. */
export type CellValue = string | number | boolean | Date | null | undefined

/** A spreadsheet runs what begins so as a formula, whoever wrote it. */
const formula = /^[=+\-@\t\r]/

/**
 * Rows as CSV (RFC 4180, UTF-8). Text that a spreadsheet would run as a formula gets an apostrophe
 * before it; numbers are numbers, and a negative one stays as it is.
 */
export const csvText = (head: readonly string[], rows: readonly (readonly CellValue[])[]): string =>
  [head, ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('')

function cellText(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString()
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
