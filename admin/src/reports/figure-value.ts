import type { Figure } from './figure-drawer.tsx'
import { isOfCurrency } from './report-finding.ts'
import type { ReportAnswer } from './report-search.ts'

/** The figure in the answer that an address names; null: there is none. */
export function valueOf(
  { columns, rows, totals }: Pick<ReportAnswer, 'columns' | 'rows' | 'totals'>,
  { column, group, currency }: Figure,
): number | null {
  const [first] = columns
  const all =
    group === undefined
      ? totals
      : rows.filter((row) => String(row[first?.name ?? ''] ?? '') === group)
  const own = all.filter((row) => currency === undefined || row['currency'] === currency)
  const named = columns.find(({ name }) => name === column)
  // A count stands on one of its group's rows, whose currency is not the count's.
  const known = named && !isOfCurrency(named, columns) ? [...own, ...all] : own
  return known.map((row) => row[column]).find((value) => typeof value === 'number') ?? null
}
