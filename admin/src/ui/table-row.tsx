import type { Ref } from 'react'
import { cx } from './cx.ts'
import type { Column } from './table-column.ts'
import type { TableModel } from './use-table-model.ts'

/** One row of a Table at its place. */
export function TableRow<Row>(props: {
  readonly ref: Ref<HTMLDivElement>
  readonly model: TableModel<Row>
  readonly row: Row
  readonly index: number
  /** How far down it stands, in pixels. */
  readonly start: number
  /** It is the one that the Tab key reaches. */
  readonly active: boolean
  /** It is shown beside the table. */
  readonly open: boolean
  readonly onActive: (index: number) => void
  readonly onOpen: ((row: Row) => void) | undefined
}) {
  const { ref, model, row, index, start, active, open, onActive, onOpen } = props
  const opens = onOpen !== undefined
  return (
    <div
      ref={ref}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={opens ? open : undefined}
      tabIndex={opens ? (active ? 0 : -1) : undefined}
      onFocus={() => active || onActive(index)}
      onClick={onOpen && ((event) => isOwnPress(event.target, event.currentTarget) && onOpen(row))}
      className={cx(
        'absolute inset-x-0 top-0 grid items-center gap-x-4 border-b border-line px-5 py-2.5 focus-visible:-outline-offset-2',
        opens && 'cursor-pointer hover:bg-sunk',
        open && 'bg-accent-soft',
      )}
      style={{ gridTemplateColumns: model.tracks, transform: `translateY(${start}px)` }}
    >
      <Cells columns={model.columns} row={row} opens={opens} />
    </div>
  )
}

/** The last row of a Table, which stays in sight. */
export function TotalsRow<Row>(props: {
  readonly model: TableModel<Row>
  readonly row: Row
  readonly opens: boolean
}) {
  const { model, row, opens } = props
  return (
    <div role="rowgroup" className="sticky bottom-0 border-t border-line bg-panel font-semibold">
      <div
        role="row"
        className="grid gap-x-4 px-5 py-2.5"
        style={{ gridTemplateColumns: model.tracks }}
      >
        <Cells columns={model.columns} row={row} opens={opens} />
      </div>
    </div>
  )
}

function Cells<Row>(props: {
  readonly columns: readonly Column<Row>[]
  readonly row: Row
  readonly opens: boolean
}) {
  const { columns, row, opens } = props
  return columns.map(({ id, end, cell, value }) => {
    const plain = cell ? undefined : value?.(row)
    return (
      <div
        key={id}
        role={opens ? 'gridcell' : 'cell'}
        // What is cut off is read in what the row opens; where it opens nothing, it is not cut off.
        className={cx('min-w-0', opens ? 'truncate' : 'break-words', end && 'text-right')}
      >
        {cell ? cell(row) : plain instanceof Date ? plain.toISOString() : String(plain ?? '–')}
      </div>
    )
  })
}

/** Whether a press was meant for the row, not for a control in it or to select text. */
function isOwnPress(target: EventTarget, row: HTMLElement): boolean {
  if (!(target instanceof Element)) return false
  const control = target.closest('a, button, input, select, textarea, label')
  const inControl = control !== null && row.contains(control)
  return !inControl && getSelection()?.isCollapsed !== false
}
