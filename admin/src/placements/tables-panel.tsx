import { Link } from '@tanstack/react-router'
import { formatMany, formatTime } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import type { Exposures } from './words.ts'

/** From which versions of the variant table it was chosen, and when. */
export function TablesPanel({ exposures }: { readonly exposures: Exposures }) {
  const { tables } = exposures
  if (tables.length === 0) return null
  return (
    <Panel
      title="Versions of the variant table that were chosen from"
      aside={
        <Link to="/placements" className="underline">
          All versions
        </Link>
      }
      flush
    >
      <ol>
        {tables.map(({ version, shown, firstAt, lastAt }) => (
          <li
            key={version}
            className="flex flex-wrap items-center justify-between gap-x-4 border-t border-line px-5 py-2.5"
          >
            <span>Version {version}</span>
            <span className="text-sm text-muted">
              {formatMany(shown, 'view')} · {formatTime(firstAt)} to {formatTime(lastAt)}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
