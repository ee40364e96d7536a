import { useState } from 'react'
import { Checkbox } from '../ui/checkbox.tsx'
import { formatCount } from '../ui/format.ts'
import { Mark } from '../ui/mark.tsx'
import type { Preview } from './types.ts'
import { fateText } from './upload-words.ts'

type Row = Preview['rows'][number]

/** The first rows of a file, each with what would become of it. */
export function PreviewTable({ of: { rows, columns, counts } }: { readonly of: Preview }) {
  const [onlyBad, setOnlyBad] = useState(false)
  const isPart = rows.length < counts.read
  const shown = onlyBad ? rows.filter(({ fate }) => fate !== 'land') : rows
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold">
          {isPart ? 'The first rows, and the first that would not land' : 'Every row'}
        </h3>
        <Checkbox
          label="Only rows that would not land"
          checked={onlyBad}
          onChange={(event) => setOnlyBad(event.currentTarget.checked)}
        />
      </div>
      <div
        // It scrolls by itself, so the keyboard must reach it.
        tabIndex={0}
        role="region"
        aria-label="Rows of the file"
        className="max-h-96 overflow-auto rounded-md border border-line"
      >
        <table className="w-full border-collapse text-left text-sm">
          <caption className="sr-only">Rows of the file, each with what would become of it</caption>
          <thead className="sticky top-0 bg-panel text-xs text-muted">
            <tr>
              <Head>Row</Head>
              <Head>What becomes of it</Head>
              {columns.map((name) => (
                <Head key={name}>{name}</Head>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.number} className="border-t border-line align-top">
                <td className="px-3 py-1.5 text-right text-muted">{formatCount(row.number)}</td>
                <td className="min-w-44 px-3 py-1.5">
                  <Verdict of={row} />
                </td>
                {row.text === null ? (
                  columns.map((name, n) => (
                    <td
                      key={name}
                      className={`max-w-56 truncate px-3 py-1.5 whitespace-pre ${name === fieldOf(row) ? 'bg-warn-soft' : ''}`}
                      title={row.cells[n]}
                    >
                      {row.cells[n]}
                    </td>
                  ))
                ) : (
                  <td
                    colSpan={Math.max(1, columns.length)}
                    className="max-w-96 truncate px-3 py-1.5 font-mono"
                  >
                    {row.text}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const Head = ({ children }: { readonly children: string }) => (
  <th scope="col" className="border-b border-line px-3 py-2 font-normal whitespace-nowrap">
    {children}
  </th>
)

const fieldOf = ({ fate, at }: Row): string | undefined =>
  fate === 'quarantine' ? at?.split('/')[0] : undefined

function Verdict({ of: { fate, at, reason } }: { readonly of: Row }) {
  if (fate === 'land') return <span className="text-muted">{fateText[fate]}</span>
  const why = [at, reason].filter(Boolean).join(': ')
  return (
    <span className="block">
      <span className={`flex items-center gap-1.5 ${fate === 'quarantine' ? 'text-warn' : ''}`}>
        {fate === 'quarantine' && <Mark tone="warn" />}
        {fateText[fate]}
      </span>
      <span className="block text-xs text-muted break-words">{why}</span>
    </span>
  )
}
