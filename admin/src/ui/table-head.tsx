import { cx } from './cx.ts'
import type { Column } from './table-column.ts'
import { Tip } from './tip.tsx'
import type { TableModel } from './use-table-model.ts'

/** The head of a Table: the names of its columns, which stay in sight and sort. */
export function TableHead<Row>({ model }: { readonly model: TableModel<Row> }) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 bg-panel">
      <div
        role="row"
        aria-rowindex={1}
        className="grid gap-x-4 border-b border-line px-5 text-sm text-muted"
        style={{ gridTemplateColumns: model.tracks }}
      >
        {model.columns.map((column) => (
          <HeadCell key={column.id} column={column} model={model} />
        ))}
      </div>
    </div>
  )
}

function HeadCell<Row>(props: { readonly column: Column<Row>; readonly model: TableModel<Row> }) {
  const { column, model } = props
  const { title, means, end, value, sortable = true } = column
  const sorted =
    model.sort?.id === column.id ? (model.sort.down ? 'descending' : 'ascending') : undefined
  const sorts = Boolean(value) && sortable
  const words = <span className="truncate">{title}</span>
  return (
    <div
      role="columnheader"
      aria-sort={sorts ? (sorted ?? 'none') : undefined}
      className={cx('flex min-w-0 items-center gap-1 py-1.5', end && 'justify-end text-right')}
    >
      {sorts ? (
        <button
          type="button"
          title={means}
          onClick={() => model.sortBy(column)}
          className={cx(
            'group flex min-w-0 items-center gap-1 rounded-sm hover:text-ink focus-visible:outline-offset-0',
            sorted && 'text-ink',
            // The words stand over the figures, whether the arrow shows or not.
            end && 'flex-row-reverse',
          )}
        >
          {words}
          <Arrow sorted={sorted} />
        </button>
      ) : means ? (
        <Tip tip={means}>{words}</Tip>
      ) : (
        words
      )}
    </div>
  )
}

function Arrow({ sorted }: { readonly sorted: 'ascending' | 'descending' | undefined }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 8 8"
      className={cx(
        'size-2 shrink-0 fill-current',
        !sorted && 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60',
        sorted === 'ascending' && 'rotate-180',
      )}
    >
      <path d="M0 2h8L4 7z" />
    </svg>
  )
}
