import { useId, useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { cx } from './cx.ts'

/** The table that says the same as a chart. */
export interface Twin {
  readonly head: readonly string[]
  readonly rows: readonly (readonly ReactNode[])[]
}

/**
 * A chart with its table twin: what both say in a sentence, and the button that changes between them.
 * Bars and Lines stand in one already.
 *
 * - `label`: what the chart shows, in a sentence; read out and set above the table
 * - `twin`: the same as a table; the first column names the rows, the others are figures
 */
export function Figure(props: {
  readonly label: string
  readonly twin: Twin
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  const { label, twin, className, children } = props
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  return (
    <figure className={cx('min-w-0', className)}>
      <div id={id}>{asTable ? <TwinTable label={label} twin={twin} /> : children}</div>
      <div className="mt-2 flex justify-end">
        <Button
          small
          tone="quiet"
          aria-controls={id}
          className="-mr-2 text-muted"
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </div>
    </figure>
  )
}

function TwinTable({ label, twin }: { readonly label: string; readonly twin: Twin }) {
  return (
    <div className="max-h-96 overflow-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{label}</caption>
        <thead className="sticky top-0 bg-panel">
          <tr className="border-b border-line text-sm text-muted">
            {twin.head.map((each, at) => (
              <th
                key={each}
                scope="col"
                className={cx(
                  'py-1.5 pl-4 font-normal first:pl-0',
                  at > 0 ? 'text-right' : 'text-left',
                )}
              >
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {twin.rows.map((cells, at) => (
            <tr key={at} className="border-b border-line last:border-0">
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row" className="py-1.5 text-left font-normal">
                    {cell}
                  </th>
                ) : (
                  <td key={column} className="py-1.5 pl-4 text-right whitespace-nowrap">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
