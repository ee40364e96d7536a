import { formatCount, formatMany } from '../ui/format.ts'
import { At } from './at.tsx'
import { Equation } from './equation.tsx'
import { PreviewTable } from './preview-table.tsx'
import type { Preview } from './types.ts'
import { fateText, readAsText } from './upload-words.ts'

/** What would become of a file: the sum, what differs, why records would not land, and the first rows. */
export function UploadPreview({ of: it }: { readonly of: Preview }) {
  if (it.problem) {
    return (
      <div role="alert" className="flex flex-col gap-2">
        <p className="font-medium text-pretty break-words">
          {it.file}: {it.problem.message}.
        </p>
        <p className="text-muted">
          Nothing has landed, and nothing of the file is kept. {readAsText(it)}. Mend the file and
          choose it again.
        </p>
        <ColumnDifferences of={it} />
      </div>
    )
  }
  return (
    <>
      <section className="flex flex-col gap-1">
        <p className="text-pretty text-muted">
          <Equation counts={it.counts} foretold />
        </p>
        <p className="text-sm text-muted">
          Read as {readAsText(it)}.
          {!it.complete &&
            ` Only the first ${formatCount(it.counts.read)} records were judged; landing reads all of them.`}
        </p>
      </section>
      <ColumnDifferences of={it} />
      {it.reasons.length > 0 && <Reasons of={it} />}
      {it.rows.length > 0 && <PreviewTable of={it} />}
    </>
  )
}

function Reasons({ of: { reasons } }: { readonly of: Preview }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold">Why records would not land</h3>
      <ul className="divide-y divide-line border-y border-line">
        {reasons.map(({ fate, mode, at, reason, count }) => (
          <li
            key={`${fate} ${mode} ${at} ${reason}`}
            className="grid grid-cols-[2.5rem_5.5rem_minmax(0,1fr)] gap-x-3 py-2 sm:grid-cols-[4rem_7rem_minmax(0,1fr)]"
          >
            <span className="text-right font-medium">{formatCount(count)}</span>
            <span className={fate === 'quarantine' ? 'text-warn' : 'text-muted'}>
              {fateText[fate]}
            </span>
            <span className="min-w-0 break-words">
              <At field={at} />
              {reason}
              {count > 1 && mode !== 'duplicate' && (
                <span className="text-muted"> (the first of them)</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ColumnDifferences({ of: { added, absent, drifts } }: { readonly of: Preview }) {
  if (added.length === 0 && absent.length === 0 && drifts.length === 0) return null
  return (
    <section>
      <h3 className="mb-1 font-semibold">Columns that differ from what is agreed</h3>
      <ul className="flex flex-col gap-1">
        {added.length > 0 && (
          <Difference
            sign="+"
            what={formatMany(added.length, 'column')}
            about="not in the contract"
            names={added}
          />
        )}
        {absent.length > 0 && (
          <Difference
            sign="−"
            what={formatMany(absent.length, 'column')}
            about="in the contract, and not in the file"
            names={absent}
          />
        )}
        {drifts.map(({ column, message }) => (
          <li key={column} className="text-pretty text-warn">
            The desk would hear of it: {message}.
          </li>
        ))}
      </ul>
    </section>
  )
}

function Difference(props: {
  readonly sign: '+' | '−'
  readonly what: string
  readonly about: string
  readonly names: readonly string[]
}) {
  const { sign, what, about, names } = props
  return (
    <li className="flex gap-2">
      <span aria-hidden className="w-3 shrink-0 text-center font-mono text-muted">
        {sign}
      </span>
      <span className="min-w-0 break-words">
        {what} {about}: <span className="font-mono text-sm">{names.join(', ')}</span>
      </span>
    </li>
  )
}
