import { Count } from '../ui/count.tsx'
import type { Counts } from './types.ts'

const would = {
  landed: 'would land',
  duplicate: 'duplicate',
  filtered: 'filtered',
  quarantined: 'would be quarantined',
} as const
const did = {
  landed: 'landed',
  duplicate: 'duplicate',
  filtered: 'filtered',
  quarantined: 'quarantined',
} as const
const parts = ['landed', 'duplicate', 'filtered', 'quarantined'] as const

/** Where everything that was read went: read = landed + duplicate + filtered + quarantined. */
export function Equation({
  counts,
  foretold = false,
}: {
  readonly counts: Counts
  /** It has not happened yet. */
  readonly foretold?: boolean
}) {
  const words = foretold ? would : did
  return (
    <span data-equation>
      <Figure value={counts.read} /> read
      {parts.map((part, n) => (
        <span key={part}>
          {n === 0 ? ' = ' : ' + '}
          <span className="whitespace-nowrap">
            <Figure value={counts[part]} /> {words[part]}
          </span>
        </span>
      ))}
    </span>
  )
}

const Figure = ({ value }: { readonly value: number }) => (
  <strong className="font-semibold text-ink">
    <Count value={value} />
  </strong>
)

/** What was read and is in none of the four; anything but 0 must not be. */
export const unaccounted = ({ read, landed, duplicate, filtered, quarantined }: Counts): number =>
  read - landed - duplicate - filtered - quarantined
