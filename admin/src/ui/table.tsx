import { useCallback, useRef, type ReactNode } from 'react'
import { Skeleton } from './skeleton.tsx'
import { TableBody } from './table-body.tsx'
import type { Column, Sort } from './table-column.ts'
import { TableHead } from './table-head.tsx'
import { TableTools } from './table-tools.tsx'
import { useActiveRow } from './use-active-row.ts'
import { useTableModel } from './use-table-model.ts'
import { useTableKeys } from './use-table-keys.ts'
import { useWidth } from './use-width.ts'

export type { Column, Sort } from './table-column.ts'

export interface TableProps<Row> {
  /** What the rows are, for screen readers: "Exceptions". */
  readonly label: string
  readonly rows: readonly Row[]
  /** Keep them stable (module scope or useMemo). */
  readonly columns: readonly Column<Row>[]
  readonly rowId: (row: Row) => string
  /** Opens a row: Enter or a press anywhere in it. */
  readonly onOpen?: ((row: Row) => void) | undefined
  /** The row that is open beside the table. */
  readonly openId?: string | undefined
  /** The first order; the table sorts by itself, unless `onSort` is given: then rows come sorted. */
  readonly sort?: Sort | undefined
  readonly onSort?: ((sort: Sort | undefined) => void) | undefined
  /** How many rows there are in all, where not all are loaded. */
  readonly total?: number | undefined
  /** Called when the end comes into sight and more may be loaded. */
  readonly onEnd?: (() => void) | undefined
  /** Reads on, where that failed. */
  readonly onReadOn?: (() => void) | undefined
  readonly loading?: boolean | undefined
  /** What stands in place of no rows: an EmptyState. */
  readonly empty?: ReactNode
  /** The name of a CSV file to offer, without its ending. */
  readonly csv?: string | undefined
  /** Where CSV holds more than what is loaded: reads all rows. */
  readonly allRows?: (() => Promise<readonly Row[]>) | undefined
  /** At the left of the line above: filters, a count. */
  readonly tools?: ReactNode
  /** A last row that stays in sight, in the same columns. */
  readonly totals?: Row | undefined
  /** How high it may grow before it scrolls; default: most of the screen. */
  readonly maxHeight?: string | undefined
}

/**
 * A table of any length: only what is in sight is drawn, the head stays, columns can be sorted and
 * chosen, j and k move, Enter opens, and CSV holds what was chosen. Columns of low priority step back
 * where it is narrow, on the screen alone. Put it in a `<Panel flush>`.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { label, rows, rowId, onOpen, openId, total, onEnd, loading = false, empty, totals } = props
  const scroller = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const model = useTableModel(props, width)
  const [at, setActive] = useActiveRow(model.rows, rowId)
  const last = model.rows.length - 1
  const body = useRef<{ focusRow: (index: number) => void }>(null)
  const move = useCallback(
    (index: number) => {
      setActive(index)
      body.current?.focusRow(index)
    },
    [setActive],
  )
  const onKeyDown = useTableKeys({ at, last, move, open: onOpen, rows: model.rows })
  const isEmpty = rows.length === 0 && !loading
  const role = onOpen ? 'grid' : 'table'
  const known = total ?? (onEnd || props.onReadOn ? -1 : rows.length)
  return (
    <div className="flex min-w-0 flex-col">
      {/* The filters stay where they are: whoever found nothing looks again. */}
      {(!isEmpty || props.tools) && <TableTools {...props} model={model} />}
      {isEmpty && empty}
      <div
        ref={scroller}
        hidden={isEmpty}
        // What has the focus never lies under the head or the totals.
        className="relative scroll-pt-10 scroll-pb-12 overflow-auto overscroll-contain"
        style={{ maxHeight: props.maxHeight ?? 'max(20rem, calc(100dvh - 14rem))' }}
      >
        <div
          role={role}
          aria-label={label}
          aria-rowcount={known < 0 ? -1 : known + 1}
          aria-colcount={model.columns.length}
          aria-busy={loading || undefined}
          tabIndex={-1}
          onKeyDown={onKeyDown}
          className="w-full min-w-min outline-none"
        >
          <TableHead model={model} />
          {rows.length > 0 && (
            <TableBody
              ref={body}
              model={model}
              scroller={scroller}
              rowId={rowId}
              active={at}
              openId={openId}
              onActive={setActive}
              onOpen={onOpen}
              onEnd={onEnd}
              onReadOn={props.onReadOn}
              loading={loading}
              totals={totals}
            />
          )}
        </div>
        {loading && rows.length === 0 && (
          <div className="px-5 py-3">
            <Skeleton lines={8} label={`Reading: ${label.toLowerCase()}`} />
          </div>
        )}
      </div>
    </div>
  )
}
