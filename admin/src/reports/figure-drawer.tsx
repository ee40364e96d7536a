import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listEnd } from '../app/list-end.ts'
import { pages, readAll } from '../app/query.ts'
import { useStandingError } from '../app/standing-error.ts'
import { Age } from '../ui/age.tsx'
import { Button } from '../ui/button.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatDay, formatMany, formatMoney, formatTime, formatCount } from '../ui/format.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { Table, type Column } from '../ui/table.tsx'
import { figureText, groupText, isFigure } from './report-finding.ts'
import type { ReportColumn, ReportRow } from './report-search.ts'

/** A figure of a report: its column, and the row that it stands in. */
export interface Figure {
  readonly column: string
  /** What the row's first column says; none for the totals. */
  readonly group?: string | undefined
  readonly currency?: string | undefined
}

const pageSize = 200

/** Opens a figure: what it means, how fresh it is, the rows behind it, and what it leaves out. */
export function FigureDrawer(props: {
  readonly report: string
  readonly asked: Readonly<Record<string, string>>
  readonly figure: Figure | undefined
  readonly columns: readonly ReportColumn[]
  /** The figure as the table shows it. */
  readonly value: number | null | undefined
  /** How it was counted, in words. */
  readonly counted: string
  readonly opens: boolean
  readonly asOf: string
  readonly onOpen: (figure: Figure) => void
  readonly onClose: () => void
}) {
  const { figure, columns, value, onClose } = props
  const column = columns.find(({ name }) => name === figure?.column)
  const isOpen = figure !== undefined && column !== undefined
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      wide
      title={isOpen ? `${column.title} · ${groupName(figure, columns)}` : ''}
      about={isOpen && <About {...props} column={column} />}
    >
      {isOpen && (
        <div className="flex flex-col gap-5">
          <p className="text-2xl font-semibold tracking-tight">
            {figureText(value ?? null, column, figure.currency, false)}
          </p>
          {column.madeOf ? (
            <MadeOf {...props} figure={figure} column={column} />
          ) : props.opens ? (
            <Behind {...props} figure={figure} column={column} />
          ) : (
            <p className="max-w-prose text-muted">
              This report does not tell which rows are behind its figures. Its file may declare them
              as <code className="font-mono text-sm">behind</code>, beside its rows.
            </p>
          )}
        </div>
      )}
    </Drawer>
  )
}

function groupName({ group }: Figure, [first]: readonly ReportColumn[]): string {
  return group === undefined || !first ? 'all' : groupText(group, first)
}

function About(props: {
  readonly column: ReportColumn
  readonly counted: string
  readonly asOf: string
}) {
  const { column, counted, asOf } = props
  return (
    <>
      {column.means && <span className="block text-ink">{column.means}</span>}
      <span className="block">
        {counted} As of <Age at={asOf} ago still />.
      </span>
    </>
  )
}

function MadeOf(props: {
  readonly figure: Figure
  readonly column: ReportColumn
  readonly columns: readonly ReportColumn[]
  readonly onOpen: (figure: Figure) => void
}) {
  const { figure, column, columns, onOpen } = props
  const parts = columns.filter(({ name }) => column.madeOf?.includes(name))
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        It is worked out of other figures, and these open into their rows:
      </p>
      <div className="flex flex-wrap gap-2">
        {parts.map(({ name, title }) => (
          <Button key={name} onClick={() => onOpen({ ...figure, column: name })}>
            Open {title.toLowerCase()}
          </Button>
        ))}
      </div>
    </div>
  )
}

function Behind(props: {
  readonly report: string
  readonly asked: Readonly<Record<string, string>>
  readonly figure: Figure
  readonly column: ReportColumn
  readonly value: number | null | undefined
}) {
  const { report, asked, figure, column, value } = props
  const given = {
    params: { name: report },
    query: { ...asked, ...figure, limit: pageSize },
  }
  const read = useInfiniteQuery(pages('reportRows', given))
  const [first] = read.data?.pages ?? []
  const error = useStandingError(read)
  const rows = useMemo(() => read.data?.pages.flatMap((page) => page.rows) ?? [], [read.data])
  const columns = useMemo(
    () => rowColumns(first?.columns ?? [], first?.rows ?? [], figure.currency),
    [first?.columns, first?.rows, figure.currency],
  )
  if (error) {
    return (
      <ErrorState
        error={error}
        what="The rows behind this figure could not be read"
        onRetry={() => void read.refetch()}
        retrying={read.isFetching}
      />
    )
  }
  if (!first)
    return <Skeleton className="h-72 w-full" label="The rows behind the figure are being read" />
  const write = (amount: number | null) => figureText(amount, column, figure.currency, false)
  return (
    <>
      <p className="text-muted">
        {first.count === 0
          ? 'No row adds to it.'
          : `${formatMany(first.count, 'row')} ${first.count === 1 ? 'comes' : 'come'} to ${write(first.sum)}.`}
        {isOff(first.sum, value) && ' Facts have come in since the table was read: read it again.'}
      </p>
      <div className="-mx-5 border-y border-line">
        <Table
          label="Rows behind the figure"
          rows={rows}
          columns={columns}
          rowId={(row) => String(row['key'])}
          total={first.count}
          {...listEnd(read)}
          loading={read.isFetchingNextPage}
          csv={`${report} ${column.name} ${figure.group ?? 'all'}`}
          allRows={async () =>
            (
              await readAll('reportRows', { ...given, query: { ...given.query, limit: 1000 } })
            ).flatMap((page) => page.rows)
          }
          maxHeight="max(16rem, calc(100dvh - 24rem))"
        />
      </div>
      <LeftOut entries={first.leftOut} />
    </>
  )
}

/** Whether the rows come to something else than the figure; a rounding of the last digit is none. */
const isOff = (sum: number | null, value: number | null | undefined): boolean =>
  sum !== null &&
  typeof value === 'number' &&
  Math.abs(sum - value) > 1e-6 * Math.max(1, Math.abs(value))

function LeftOut(props: {
  readonly entries: readonly { what: string; amount: number; currency: string | null }[]
}) {
  const { entries } = props
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">What is left out</h3>
      {entries.length === 0 ? (
        <p className="text-muted">Nothing.</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {entries.map(({ what, amount, currency }) => (
            <li key={`${what} ${currency}`} className="flex justify-between gap-4">
              <span className="text-muted">{what}</span>
              <span className="shrink-0">
                {currency === null ? formatCount(amount) : formatMoney(amount * 1e6, currency)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What names the row, then what it adds, then why; what no row knows steps back. */
function rowColumns(
  columns: readonly ReportColumn[],
  rows: readonly ReportRow[],
  currency: string | undefined,
): Column<ReportRow>[] {
  // Where each row adds one, their number says it.
  const tells = ({ name }: ReportColumn) =>
    rows.some((row) => (name === 'adds' ? row[name] !== 1 : row[name] !== null))
  const known = columns.filter(tells)
  const adds = known.filter(({ name }) => name === 'adds')
  const [named, ...rest] = known.filter(({ name }) => name !== 'adds')
  const unknown = columns.filter((column) => !known.includes(column))
  return [
    ...(named ? [rowColumn(named, currency, true)] : []),
    ...[...adds, ...rest].map((each) => rowColumn(each, currency)),
    ...unknown.map((each) => ({ ...rowColumn(each, currency), off: true })),
  ]
}

/** A column of the rows: an amount is in the figure's currency. */
function rowColumn(
  column: ReportColumn,
  currency: string | undefined,
  named = false,
): Column<ReportRow> {
  const { name, title, form, means } = column
  return {
    id: name,
    title,
    ...(means ? { means } : {}),
    value: (row) => row[name],
    end: isFigure(column),
    // Rows come in the order that tells most, page by page: sorting a part of them would mislead.
    sortable: false,
    width: rowWidth(column),
    priority: name === 'adds' || named ? 1 : name === 'account' || name === 'payments' ? 3 : 2,
    cell(row) {
      const value = row[name]
      if (value === null || value === undefined) return <span className="text-muted">–</span>
      if (typeof value === 'number') return figureText(value, column, currency, false)
      if (form === 'time')
        return <span title={formatTime(String(value))}>{formatDay(String(value))}</span>
      const text = groupText(value, column)
      return <span title={text}>{text}</span>
    },
  }
}

const rowWidth = ({ name, title, form }: ReportColumn): string =>
  name === 'path' || name === 'reason' || name === 'person'
    ? 'minmax(10rem, 3fr)'
    : form === 'text'
      ? 'minmax(5.5rem, 1fr)'
      : !isFigure({ form })
        ? `minmax(${Math.max(6.5, title.length * 0.5 + 0.5)}rem, 1fr)`
        : `minmax(${Math.max(form === 'money' ? 6 : 4, title.length * 0.47 + 1).toFixed(1)}rem, 1fr)`
