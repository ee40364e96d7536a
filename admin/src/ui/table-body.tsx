import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useImperativeHandle, type Ref, type RefObject } from 'react'
import { moveFocus } from './move-focus.ts'
import { ReadOn } from './read-on.tsx'
import { TableRow, TotalsRow } from './table-row.tsx'
import type { TableModel } from './use-table-model.ts'

const rowHeight = 41

/** The rows of a Table that are in sight, and the one that has the focus. */
export function TableBody<Row>(props: {
  readonly ref: Ref<{ focusRow: (index: number) => void }>
  readonly model: TableModel<Row>
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly rowId: (row: Row) => string
  readonly active: number
  readonly openId: string | undefined
  readonly onActive: (index: number) => void
  readonly onOpen: ((row: Row) => void) | undefined
  readonly onEnd: (() => void) | undefined
  readonly onReadOn: (() => void) | undefined
  readonly loading: boolean
  readonly totals: Row | undefined
}) {
  const { ref, model, scroller, rowId, active, openId, onActive, onOpen, onEnd, loading } = props
  const { rows } = model
  const virtual = useRowsInSight(rows, scroller, rowId, active)
  useImperativeHandle(ref, () => ({
    focusRow(index) {
      virtual.scrollToIndex(index, { align: 'auto' })
      requestAnimationFrame(() => {
        moveFocus(scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`))
      })
    },
  }))
  const items = virtual.getVirtualItems()
  const atEnd = (items.at(-1)?.index ?? 0) >= rows.length - 10
  useEffect(() => {
    if (atEnd && !loading) onEnd?.()
  }, [atEnd, loading, onEnd, rows.length])
  return (
    <>
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ key, index, start }) => (
          <TableRow
            key={key}
            ref={virtual.measureElement}
            model={model}
            row={rows[index]!}
            index={index}
            start={start}
            active={index === active}
            open={openId !== undefined && rowId(rows[index]!) === openId}
            onActive={onActive}
            onOpen={onOpen}
          />
        ))}
      </div>
      {loading && <p className="sticky left-0 px-5 py-2.5 text-sm text-muted">Reading more</p>}
      {props.onReadOn && <ReadOn onReadOn={props.onReadOn} />}
      {props.totals && <TotalsRow model={model} row={props.totals} opens={onOpen !== undefined} />}
    </>
  )
}

function useRowsInSight<Row>(
  rows: readonly Row[],
  scroller: RefObject<HTMLDivElement | null>,
  rowId: (row: Row) => string,
  active: number,
) {
  return useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rowId(rows[index]!),
    overscan: 8,
    // The head covers the top.
    scrollPaddingStart: 36,
    scrollPaddingEnd: 8,
    // The row with the focus stays drawn, however far away one scrolls.
    rangeExtractor: useCallback(
      (range: Range) => {
        const seen = defaultRangeExtractor(range)
        if (active >= range.count || seen.includes(active)) return seen
        return [...seen, active].sort((a, b) => a - b)
      },
      [active],
    ),
  })
}
