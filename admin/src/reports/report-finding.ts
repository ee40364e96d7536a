import {
  formatCalendarDay,
  formatCount,
  formatDay,
  formatMoney,
  formatMonth,
  formatPercent,
  type NumberStyle,
} from '../ui/format.ts'
import { topicText } from '../ui/topic-text.ts'
import type { ReportAnswer, ReportColumn, ReportRow } from './report-search.ts'

export interface ReportFinding {
  /** A sentence without a full stop, as a title. */
  readonly title: string
  /** What must be known beside it. */
  readonly about?: string | undefined
}

const figures = new Set(['count', 'number', 'money', 'percent'])

/** Whether a column is a figure, and so can be drawn. */
export const isFigure = ({ form }: Pick<ReportColumn, 'form'>): boolean => figures.has(form)

export const figureColumns = (columns: readonly ReportColumn[]): ReportColumn[] =>
  columns.filter(isFigure)

/** Whether a column says something else for each currency: money, and what is worked out of money. */
export const isOfCurrency = (
  { form, madeOf = [] }: ReportColumn,
  columns: readonly ReportColumn[],
): boolean =>
  form === 'money' || columns.some((each) => each.form === 'money' && madeOf.includes(each.name))

/** What must not win a title: a group that stands for "we do not know", such as `(no touch)`. */
export const isUnknown = (group: string): boolean => /^\(.*\)$/.test(group)

const numberAt = (row: ReportRow | undefined, name: string): number => Number(row?.[name] ?? 0)

/** What is said of whoever has most of a column. */
const most: Readonly<Record<string, string>> = {
  revenue: 'earns most',
  wonAmount: 'wins most',
  pipeline: 'brings most pipeline',
  leads: 'brings most leads',
  people: 'reaches most people',
  spend: 'costs most',
}

/** The column that a report is read by: the first of the telling ones that is not all zeros. */
export function usualMeasure({
  columns,
  rows,
}: Pick<ReportAnswer, 'columns' | 'rows'>): string | undefined {
  const drawn = figureColumns(columns).filter(({ madeOf }) => !madeOf)
  const telling = [
    ...Object.keys(most).filter((name) => name !== 'spend'),
    ...drawn.map(({ name }) => name),
  ]
  const isThere = (name: string) => drawn.some((each) => each.name === name)
  return (
    telling.find((name) => isThere(name) && rows.some((row) => numberAt(row, name) !== 0)) ??
    telling.find(isThere)
  )
}

/** The currencies of the rows, the report's main one first. */
export const currenciesOf = (rows: readonly ReportRow[]): string[] => [
  ...new Set(rows.flatMap(({ currency }) => (typeof currency === 'string' ? [currency] : []))),
]

/** What a report shows, in a sentence; by the column that is looked at, if one is. */
export function findingOf(answer: ReportAnswer, chosen?: string): ReportFinding {
  if (answer.report === 'reconciliation') return ofReconciliation(answer)
  if (answer.report === 'experiment-result') return ofExperiment(answer)
  const measure = chosen ?? usualMeasure(answer)
  const column = answer.columns.find(({ name }) => name === measure)
  const [first] = answer.columns
  if (!column || !first || answer.rows.length === 0)
    return { title: `${answer.title}: nothing here yet` }
  const [currency] = currenciesOf(answer.rows)
  const isCut = isOfCurrency(column, answer.columns)
  const ofCurrency = (row: ReportRow) => !isCut || row['currency'] === currency
  const rows = answer.rows.filter(ofCurrency)
  const total = answer.totals.find(ofCurrency)
  const known = rows.filter((row) => !isUnknown(String(row[first.name])))
  const best = known.reduce<ReportRow | undefined>(
    (a, b) => (numberAt(b, column.name) > numberAt(a, column.name) ? b : a),
    undefined,
  )
  const all = total
    ? numberAt(total, column.name)
    : rows.reduce((sum, row) => sum + numberAt(row, column.name), 0)
  const write = (value: number) => figureText(value, column, currency)
  const unknown = rows.filter((row) => isUnknown(String(row[first.name])))
  const unknownSum = unknown.reduce((sum, row) => sum + numberAt(row, column.name), 0)
  const names = unknown
    .filter((row) => numberAt(row, column.name) > 0)
    .map((row) => String(row[first.name]))
  const about =
    unknownSum > 0 ? `${write(unknownSum)} of it stands under ${names.join(' and ')}.` : undefined
  if (!best) {
    return {
      title: `${column.title} so far: ${write(all)}`,
      ...(about ? { about } : {}),
    }
  }
  const name = groupText(best[first.name], first)
  const says = most[column.name] ?? `has most ${lower(column.title)}`
  return {
    title: `${name} ${says}: ${write(numberAt(best, column.name))} of ${write(all)}`,
    ...(about ? { about } : {}),
  }
}

function ofReconciliation({ rows }: ReportAnswer): ReportFinding {
  const sum = (name: string) => rows.reduce((total, row) => total + numberAt(row, name), 0)
  const lost = rows.reduce((total, row) => total + Math.abs(numberAt(row, 'difference')), 0)
  const held = sum('quarantined')
  if (lost > 0) {
    return {
      title: `${formatCount(lost)} ${lost === 1 ? 'record is' : 'records are'} not accounted for`,
      about: 'This must not happen: please report it.',
    }
  }
  const read = sum('read')
  if (read === 0) return { title: 'Nothing has been read yet' }
  return {
    title: `Everything is accounted for: ${formatCount(read)} records read`,
    about:
      held > 0
        ? `${formatCount(sum('landed'))} landed, ${formatCount(held)} held for a person.`
        : `${formatCount(sum('landed'))} landed, none held.`,
  }
}

/** The verdicts come in the report's own words; the first that is not the control's says most. */
function ofExperiment({ rows, request }: ReportAnswer): ReportFinding {
  const told = rows.find(({ verdict }) => verdict !== 'The control.')
  const { of: name = '' } = request as { of?: string }
  if (!told) return { title: `${name}: nobody has been dealt a variant yet` }
  const arm = String(told['arm'])
  const verdict = lower(String(told['verdict']).replace(/\.$/, ''))
  const isComparison = /^(better|worse) than/.test(verdict)
  return {
    title: `${titled(arm)}${isComparison ? ' is' : ':'} ${verdict}`,
    about: `Experiment ${name}.`,
  }
}

/** A figure as the screen writes it; money in the unit of the currency. */
export function figureText(
  value: number | null,
  { form, name }: Pick<ReportColumn, 'form' | 'name'>,
  currency: string | undefined,
  short = true,
): string {
  if (value === null) return '–'
  if (form === 'money') return formatMoney(value * 1e6, currency, short ? shortMoney(value) : {})
  if (form === 'percent') return formatPercent(value, { digits: 2, sign: signed.has(name) })
  if (form === 'number' && value !== 0 && Math.abs(value) < 0.01) return value.toPrecision(2)
  return formatCount(value, form === 'count' ? {} : { digits: 2 })
}

/** Large amounts at a glance, middle ones without cents. */
const shortMoney = (value: number): NumberStyle =>
  Math.abs(value) >= 10_000 ? { short: true } : Math.abs(value) >= 100 ? { digits: 0 } : {}

const signed = new Set(['difference', 'low', 'high'])

/** What the first column says of a row. */
export function groupText(
  value: ReportRow[string] | undefined,
  { form, name }: Pick<ReportColumn, 'form' | 'name'>,
): string {
  if (value === null || value === undefined) return '–'
  if (form === 'time') return formatDay(String(value))
  if (form === 'day') return formatCalendarDay(String(value))
  if (form === 'month') return formatMonth(String(value))
  return name === 'topic' ? topicText(String(value)) : String(value)
}

const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
