import { printableLine } from '../../core/printable.ts'
import { isFigure } from '../../pipeline/intelligence/index.ts'
import type { AnswerOf, Api } from '../api.ts'
import { table } from './table.ts'

type Rows = AnswerOf<Api['reportRows']>

/** The rows behind a figure, what they come to, and what is left out, for a terminal. */
export function reportRowsText({ column, columns, rows, count, sum, leftOut }: Rows): string {
  if (column.madeOf) {
    return `${column.title} is worked out of ${column.madeOf.join(' and ')}: ask for --figure ${column.madeOf[0]}.\n`
  }
  const text = table(
    columns.map(({ title }) => title),
    rows.map((row) => columns.map(({ name, form }) => cell(row[name] ?? null, form))),
    columns.flatMap((each, n) => (isFigure(each) ? [n] : [])),
  )
  const more = rows.length < count ? ` The first ${rows.length} are shown; --json has more.` : ''
  const left = leftOut.map(
    ({ what, amount, currency }) =>
      `Left out: ${what}: ${[cell(amount), currency].filter(Boolean).join(' ')}.`,
  )
  return [text, `${count} rows come to ${cell(sum)}.${more}`, ...left, ''].join('\n')
}

function cell(value: string | number | boolean | null, form = 'number'): string {
  if (value === null) return ''
  if (form === 'month') return String(value).slice(0, 7)
  if (form === 'time' || form === 'day') return String(value).replace(/T00:00:00\.000Z$/, '')
  if (form === 'percent') return `${(Number(value) * 100).toFixed(2)} %`
  if (typeof value !== 'number') return printableLine(String(value))
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value)
}
