import { formatMoment } from '../ui/format.ts'
import type { Run } from './types.ts'

/** What a run has to do with the retries that its contract declares, as a sentence. */
export function RecoveryText({ of }: { readonly of: Run['recovery'] }) {
  if (of === null) return null
  const { outcome, attempt, times, since, at } = of
  if (outcome === 'again') {
    return (
      <p className="text-pretty">
        Attempt {attempt} of {times} to try again is due on {at && formatMoment(at)}.
      </p>
    )
  }
  if (outcome === 'spent') {
    return (
      <p className="text-pretty">
        It was tried again {times === 1 ? 'once' : `${times} times`} since {formatMoment(since)},
        and none of it helped; it is at the desk now.
      </p>
    )
  }
  return (
    <p className="text-pretty">
      What had failed since {formatMoment(since)} works again, at attempt {attempt} of {times}.
    </p>
  )
}
