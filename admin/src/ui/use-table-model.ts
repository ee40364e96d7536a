import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type RowData,
  type SortingState,
  type Updater,
} from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import { compareValues, fits, sortedBy, trackOf, type Column, type Sort } from './table-column.ts'
import type { TableProps } from './table.tsx'

const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
})

/** What the parts of a Table draw: its rows in order, the columns in sight, and how to change both. */
export interface TableModel<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  /** Those that a file holds: all that are not switched off, also where there is no room for them. */
  readonly saved: readonly Column<Row>[]
  readonly tracks: string
  readonly sort: Sort | undefined
  /** Sorts by that column; again: the other way round. */
  readonly sortBy: (column: Column<Row>) => void
  /** All columns, and whether each is in sight. */
  readonly choice: readonly { readonly column: Column<Row>; readonly shown: boolean }[]
  readonly toggle: (id: string) => void
}

export function useTableModel<Row>(props: TableProps<Row>, width: number): TableModel<Row> {
  const { rows, columns, sort: given, onSort, rowId } = props
  const [own, setOwn] = useState<SortingState>(given ? [{ id: given.id, desc: given.down }] : [])
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({})
  const sorting = useMemo(
    () => (onSort ? (given ? [{ id: given.id, desc: given.down }] : []) : own),
    [onSort, given, own],
  )
  const columnVisibility = useMemo(
    () =>
      Object.fromEntries(
        columns.map((each) => [each.id, chosen[each.id] ?? (!each.off && fits(each, width))]),
      ),
    [columns, chosen, width],
  )
  const table = useTable({
    features,
    columns: useMemo(() => columns.map((each) => definitionOf(each)), [columns]),
    // The library wants rows to be records; ours may be of any type, and are handed through unread.
    data: rows as readonly RowData[],
    getRowId: (row: RowData) => rowId(row as Row),
    manualSorting: Boolean(onSort),
    enableSortingRemoval: false,
    state: { sorting, columnVisibility },
    onSortingChange: (change: Updater<SortingState>) => {
      const [next] = typeof change === 'function' ? change(sorting) : change
      if (onSort) onSort(next && { id: next.id, down: next.desc })
      else setOwn(next ? [next] : [])
    },
  })
  const { rows: ordered } = table.getRowModel()
  const shown = columns.filter((each) => columnVisibility[each.id])
  const [first] = sorting
  return {
    rows: useMemo(() => ordered.map((each) => each.original as Row), [ordered]),
    columns: shown,
    saved: columns.filter(({ id, off }) => chosen[id] ?? !off),
    tracks: shown.map((each) => trackOf(each)).join(' '),
    sort: first && { id: first.id, down: first.desc },
    // Figures are looked at from the largest.
    sortBy: (column) => {
      const down = first?.id === column.id ? !first.desc : Boolean(column.end)
      table.setSorting([{ id: column.id, desc: down }])
    },
    choice: columns.map((column) => ({ column, shown: Boolean(columnVisibility[column.id]) })),
    toggle: (id) => setChosen((before) => ({ ...before, [id]: !columnVisibility[id] })),
  }
}

function definitionOf<Row>(column: Column<Row>): ColumnDef<typeof features, RowData> {
  const { id, value } = column
  return {
    id,
    accessorFn: (row) => sortedBy(column, row as Row),
    sortUndefined: 'last',
    // It is asked only where both are there.
    sortFn: (a, b) => compareValues(a.getValue(id), b.getValue(id)),
    enableSorting: Boolean(value) && column.sortable !== false,
  }
}
