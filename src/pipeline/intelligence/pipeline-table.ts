import { currenciesOf } from './currencies-of.ts'
import type { ReportBody, ReportColumn, ReportRow } from './define.ts'
import { dimensions, noTouch, type DimensionName } from './dimension.ts'
import type { PipelineFigures } from './pipeline-figures.ts'

/** The columns of a pipeline report that is grouped by the dimension. */
export const pipelineColumns = (by: DimensionName): ReportColumn[] => [
  { name: by, title: dimensions[by].title, form: 'text' },
  {
    name: 'currency',
    title: 'Currency',
    form: 'text',
    means: 'Unlike currencies are never added.',
  },
  { name: 'people', title: 'People', form: 'count', means: 'People who had such a touch.' },
  { name: 'leads', title: 'Leads', form: 'number', means: 'People who became leads.' },
  { name: 'opportunities', title: 'Opportunities', form: 'number', means: 'Deals opened.' },
  { name: 'pipeline', title: 'Pipeline', form: 'money', means: 'The amount of the deals opened.' },
  { name: 'won', title: 'Won', form: 'number', means: 'Deals won, by the day they were closed.' },
  { name: 'wonAmount', title: 'Won amount', form: 'money', means: 'The amount of the deals won.' },
  { name: 'revenue', title: 'Revenue', form: 'money', means: 'Money that came in, less refunds.' },
  { name: 'spend', title: 'Spend', form: 'money', means: 'What advertising cost.' },
  {
    name: 'costPerLead',
    title: 'Cost per lead',
    form: 'money',
    means: 'Spend / leads.',
    madeOf: ['spend', 'leads'],
  },
  {
    name: 'return',
    title: 'Return',
    form: 'number',
    means: 'Revenue / spend.',
    madeOf: ['revenue', 'spend'],
  },
]

const counts = ['people', 'leads', 'opportunities', 'won'] as const
const monies = ['pipeline', 'wonAmount', 'revenue', 'spend'] as const
type Figure = (typeof counts)[number] | (typeof monies)[number]

/** Counts by `figure`, and money in millionths by `figure currency`. */
type Cell = Map<string, number>

/**
 * Lays the figures out: a row for each value and currency. Counts have no currency, so they stand on
 * a value's first row alone, that of the report's main currency; every column may be added up.
 */
export function pipelineTable(by: DimensionName, figures: PipelineFigures): ReportBody {
  const truth: Cell = new Map()
  for (const { figure, currency, amount } of figures.truth) put(truth, figure, currency, amount)
  put(truth, 'people', null, figures.people.find(({ value }) => value === null)?.people ?? 0)
  const named = currenciesOf([...figures.credited, ...figures.spend])
  const currencies = named.length > 0 ? named : [null]
  const cells = cellsOf(figures)
  const spendIsKnown = 'ofSpend' in dimensions[by]

  const rows = [...cells]
    .sort(([a, one], [b, other]) => compare(one, other, currencies) || (a < b ? -1 : 1))
    .flatMap(([value, cell]) => rowsOf(by, value, cell, currencies, spendIsKnown))
  return {
    rows,
    totals: rowsOf(by, 'Total', truth, currencies, true),
    notes: notesOn(by, spendIsKnown || figures.spend.length === 0, currencies),
  }
}

const put = (cell: Cell, figure: Figure, currency: string | null, amount: number): unknown =>
  cell.set(currency === null ? figure : `${figure} ${currency}`, amount)

function cellsOf({ credited, people, spend }: PipelineFigures): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  const cellOf = (value: string): Cell => {
    const cell = cells.get(value) ?? new Map<string, number>()
    cells.set(value, cell)
    return cell
  }
  for (const row of credited) put(cellOf(row.value), row.figure, row.currency, row.amount)
  for (const row of people) {
    if (row.value !== null) put(cellOf(row.value), 'people', null, row.people)
  }
  for (const row of spend) put(cellOf(row.value), 'spend', row.currency, row.micros)
  return cells
}

function rowsOf(
  by: DimensionName,
  value: string,
  cell: Cell,
  currencies: readonly (string | null)[],
  withCosts: boolean,
): ReportRow[] {
  const leads = cell.get('leads') ?? 0
  return currencies.flatMap((currency, n) => {
    const money = (figure: Figure) => cell.get(`${figure} ${currency}`)
    if (n > 0 && monies.every((figure) => money(figure) === undefined)) return []
    const spend = money('spend') ?? 0
    const costs = withCosts && spend > 0
    const count = (figure: Figure) => (n === 0 ? (cell.get(figure) ?? 0) : null)
    const amount = (figure: Figure) => (money(figure) ?? 0) / 1e6
    return {
      [by]: value,
      currency,
      people: count('people'),
      leads: count('leads'),
      opportunities: count('opportunities'),
      pipeline: amount('pipeline'),
      won: count('won'),
      wonAmount: amount('wonAmount'),
      revenue: amount('revenue'),
      spend: amount('spend'),
      costPerLead: costs && leads > 0 ? spend / 1e6 / leads : null,
      return: costs ? (money('revenue') ?? 0) / spend : null,
    }
  })
}

/** What brings most comes first: revenue, then pipeline, then leads, then people. */
function compare(one: Cell, other: Cell, currencies: readonly (string | null)[]): number {
  const order = [
    ...currencies.flatMap((currency) => [`revenue ${currency}`, `pipeline ${currency}`]),
    'leads',
    'people',
  ]
  for (const key of order) {
    const difference = (other.get(key) ?? 0) - (one.get(key) ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function notesOn(
  by: DimensionName,
  spendIsKnown: boolean,
  currencies: readonly (string | null)[],
): string[] {
  const { title, unknown } = dimensions[by]
  return [
    `${noTouch}: nobody concerned had a touch inside the look-back.`,
    ...(spendIsKnown
      ? []
      : [`Spend is not known by ${title.toLowerCase()}: it stands under ${unknown}.`]),
    ...(currencies.length > 1
      ? [`Counts stand on a ${title.toLowerCase()}'s first row alone, since they have no currency.`]
      : []),
  ]
}
