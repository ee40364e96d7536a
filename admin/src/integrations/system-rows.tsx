import { Link } from '@tanstack/react-router'
import { Badge } from '../ui/badge.tsx'
import { Count } from '../ui/count.tsx'
import { formatCount, formatMany } from '../ui/format.ts'
import { Spark } from '../ui/spark.tsx'
import { readByDay } from './days.ts'
import { Freshness } from './freshness.tsx'
import type { Integrations, ListedContract } from './types.ts'

/** A system and its contracts, as rows of the list. */
export function SystemRows({
  system: { title, contracts },
  at,
}: {
  readonly system: Integrations['systems'][number]
  readonly at: string
}) {
  return (
    <tbody>
      <tr className="border-t border-line bg-sunk">
        <th scope="rowgroup" colSpan={5} className="px-5 py-2 text-sm font-semibold">
          {title}
          <span className="ml-2 font-normal text-muted">
            {formatMany(contracts.length, 'contract')}
          </span>
        </th>
      </tr>
      {contracts.map((contract) => (
        <ContractRow key={contract.contract} of={contract} at={at} />
      ))}
    </tbody>
  )
}

function ContractRow({ of: it, at }: { readonly of: ListedContract; readonly at: string }) {
  const isRead = it.sources.some(({ reading }) => reading !== null)
  const isPaused = it.sources.some(({ pausedBy }) => pausedBy !== null)
  const retry = it.sources.find((source) => source.retry)?.retry
  return (
    <tr className="relative border-t border-line align-top hover:bg-ink/3">
      <td className="px-5 py-3">
        <div className="flex flex-wrap items-baseline gap-x-2">
          {/* The link covers its row, so that the row opens wherever it is pressed. */}
          <Link
            to="/integrations/$contract"
            params={{ contract: it.contract }}
            data-row
            className="font-medium break-words after:absolute after:inset-0"
          >
            {it.contract}
          </Link>
          {isRead && <Badge tone="accent">being read</Badge>}
          {isPaused && <Badge tone="bad">stands still</Badge>}
          {retry && !isPaused && (
            <Badge>
              attempt {retry.attempt} of {retry.times}
            </Badge>
          )}
          {it.builtIn && <Badge>built in</Badge>}
          {it.held > 0 && (
            <span className="text-sm text-warn sm:hidden">
              {formatCount(it.held)} in quarantine
            </span>
          )}
        </div>
        {it.means && <p className="line-clamp-2 text-sm text-muted">{it.means}</p>}
      </td>
      <td className="px-2 py-3">
        <Freshness of={it} />
      </td>
      <td className="hidden px-2 py-3 lg:table-cell">
        <Volume of={it} at={at} />
      </td>
      <td className="hidden px-2 py-3 text-right sm:table-cell">
        {it.held > 0 ? (
          <span className="font-medium text-warn">
            <Count value={it.held} />
          </span>
        ) : (
          <span className="text-muted">0</span>
        )}
      </td>
      <td className="hidden truncate px-5 py-3 text-muted lg:table-cell">{it.owner}</td>
    </tr>
  )
}

function Volume({ of: it, at }: { readonly of: ListedContract; readonly at: string }) {
  const days = readByDay(it.days, at)
  const sum = days.reduce((total, { read }) => total + read, 0)
  return (
    <div className="flex items-center justify-between gap-3">
      <Spark
        values={days.map(({ read }) => read)}
        label={`${formatMany(sum, 'record')} of ${it.contract} in 30 days`}
      />
      <Count value={sum} short />
    </div>
  )
}
