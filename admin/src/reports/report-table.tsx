import { useCallback, useMemo, type ReactNode } from 'react'
import { Table, type Column } from '../ui/table.tsx'
import { figureText, figureColumns, groupText, isFigure } from './report-finding.ts'
import { FigureButton } from './figure-button.tsx'
import type { Figure } from './figure-drawer.tsx'
import type { ReportAnswer, ReportColumn, ReportRow } from './report-search.ts'

/** A row with a name of its own: two rows of a report may say the same. */
interface Line {
  readonly id: string
  readonly row: ReportRow
}

/** The rows of a report; every figure opens. */
export function ReportTable(props: {
  readonly answer: ReportAnswer
  readonly currencies: readonly string[]
  readonly measure: string | undefined
  /** The measure that a person chose, if one did. */
  readonly chosen: string | undefined
  readonly open: Figure | undefined
  readonly onOpen: (figure: Figure) => void
  readonly empty: ReactNode
}) {
  const { answer, currencies, measure, chosen, open, onOpen, empty } = props
  const { columns, rows, totals } = answer
  const [first] = columns
  const lines = useMemo(() => rows.map((row, n) => ({ id: String(n), row })), [rows])
  const total = totals.find((row) => currencies.length < 2 || row['currency'] === currencies[0])
  const totalLine = useMemo(() => total && { id: 'total', row: total }, [total])
  const figure = useCallback(
    (column: string, { id, row }: Line): Figure => ({
      column,
      group: id === 'total' || !first ? undefined : String(row[first.name] ?? ''),
      currency: typeof row['currency'] === 'string' ? row['currency'] : undefined,
    }),
    [first],
  )
  const shown = useMemo(
    () =>
      columns.map((column, n) => {
        const isBlank = rows.every((row) => !row[column.name])
        return columnOf(column, n, {
          first,
          currencies: currencies.length,
          isBlank,
          isCrowded: columns.length > 10,
          figure,
          onOpen,
        })
      }),
    [columns, rows, first, currencies.length, figure, onOpen],
  )
  const main = measure ?? figureColumns(columns)[0]?.name
  const isOpen = ({ row }: Line) =>
    open !== undefined &&
    String(row[first?.name ?? '']) === open.group &&
    (!open.currency || row['currency'] === open.currency)
  return (
    <Table
      // Who chooses what is drawn wants to read it in the same order.
      key={chosen}
      sort={chosen === undefined ? undefined : { id: chosen, down: true }}
      label={answer.title}
      rows={lines}
      columns={shown}
      rowId={({ id }) => id}
      onOpen={main === undefined ? undefined : (line) => onOpen(figure(main, line))}
      openId={open && lines.find(isOpen)?.id}
      totals={totalLine}
      empty={empty}
    />
  )
}

/** What needs a look only where it is not nought. */
const quiet = new Set(['waiting', 'unmapped'])
/** What is left to the column choice where there are more than a screen holds. */
const spared = new Set(['opportunities', 'wonAmount'])

/** What matters less steps back where it is narrow. */
const priorities: Readonly<Record<string, 2 | 3>> = {
  currency: 3,
  people: 2,
  pipeline: 2,
  opportunities: 3,
  won: 3,
  wonAmount: 3,
  spend: 2,
  costPerLead: 3,
  return: 2,
  duplicate: 2,
  filtered: 2,
  difference: 2,
  waiting: 3,
  unmapped: 3,
  low: 2,
  high: 2,
  p: 3,
  sampleRatioP: 3,
}

function columnOf(
  column: ReportColumn,
  at: number,
  table: {
    readonly first: ReportColumn | undefined
    readonly currencies: number
    readonly isBlank: boolean
    readonly isCrowded: boolean
    readonly figure: (column: string, line: Line) => Figure
    readonly onOpen: (figure: Figure) => void
  },
): Column<Line> {
  const { first, currencies, isBlank, isCrowded, figure, onOpen } = table
  const { name, title, means } = column
  const counts = isFigure(column)
  const currencyOf = ({ row }: Line) =>
    typeof row['currency'] === 'string' ? row['currency'] : undefined
  return {
    id: name,
    title,
    ...(means ? { means } : {}),
    value: ({ row }) => row[name],
    end: counts,
    priority: priorities[name] ?? 1,
    // One currency is said by every amount, and noughts alone say nothing.
    off:
      (name === 'currency' && currencies < 2) ||
      (quiet.has(name) && isBlank) ||
      (spared.has(name) && isCrowded),
    width: widthOf(column, at),
    cell(line) {
      const value = line.row[name]
      if (!counts) return groupText(value, column)
      if (typeof value !== 'number') return <span className="text-muted">–</span>
      const text = figureText(value, column, currencyOf(line))
      const of = line.id === 'total' || !first ? 'all' : groupText(line.row[first.name], first)
      return (
        <FigureButton
          label={`${title} of ${of}: ${text}`}
          onOpen={() => onOpen(figure(name, line))}
        >
          {text}
        </FigureButton>
      )
    },
  }
}

/** Room for the head of a figure, which is longer than the figure. */
const widthOf = ({ name, title, form }: ReportColumn, at: number): string => {
  if (name === 'currency') return '5.5rem'
  if (at === 0) return 'minmax(8rem, 2fr)'
  if (form === 'text') return 'minmax(12rem, 3fr)'
  return `minmax(${Math.max(4, title.length * 0.5 + 1).toFixed(1)}rem, 1fr)`
}
