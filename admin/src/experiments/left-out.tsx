import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { asideWords, type Experiment } from './words.ts'

/** What the figures do not hold, and why. */
export function LeftOut({ experiment }: { readonly experiment: Experiment }) {
  const entries = experiment.setAside.map(
    ({ because, exposures }) =>
      [asideWords[because] ?? `Shown as a fallback: ${because}`, exposures] as const,
  )
  return (
    <Panel title="Left out">
      {entries.length === 0 ? (
        <p className="text-muted">Nothing: chance decided every time.</p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {entries.map(([what, count]) => (
            <li key={what} className="flex justify-between gap-4">
              <span className="text-muted">{what}</span>
              <span>{formatCount(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
