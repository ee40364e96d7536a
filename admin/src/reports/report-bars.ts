import { groupText, isOfCurrency } from './report-finding.ts'
import type { Figure } from './figure-drawer.tsx'
import type { ReportAnswer, ReportColumn } from './report-search.ts'

/** What a chart draws of a row: its name, its length, and the figure that it opens. */
export interface ReportBar {
  readonly id: string
  readonly label: string
  readonly value: number
  readonly figure: Figure & { readonly group: string }
}

/** A column as bars, the largest first. What has no figure has no bar; unlike currencies are not compared. */
export function barsOf(
  { columns, rows }: Pick<ReportAnswer, 'columns' | 'rows'>,
  column: ReportColumn,
  currency: string | undefined,
): ReportBar[] {
  const [first] = columns
  if (!first) return []
  const isCut = isOfCurrency(column, columns)
  return rows
    .flatMap((row, n) => {
      const value = row[column.name]
      if (typeof value !== 'number' || value === 0) return []
      if (isCut && row['currency'] !== currency) return []
      const group = String(row[first.name] ?? '')
      const { currency: its } = row
      // It opens the row that it was drawn from: counts stand on one of a group's rows alone.
      const figure = {
        column: column.name,
        group,
        ...(typeof its === 'string' && { currency: its }),
      }
      return [{ id: String(n), label: groupText(row[first.name], first), value, figure }]
    })
    .sort((a, b) => b.value - a.value)
}
