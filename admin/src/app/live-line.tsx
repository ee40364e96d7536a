import { formatClock, formatDay, formatTime } from '../ui/format.ts'
import { useLiveState } from './live.ts'

/** Says, at the foot of the screen, that the figures are not live any more; gone when they are. */
export function LiveLine() {
  const { state, away, asOf } = useLiveState()
  return (
    <div role="status" className="fixed inset-x-0 bottom-0 z-40 md:left-53">
      {state === 'lost' && (
        <p className="border-t border-warn/40 bg-warn-soft px-4 py-2 text-sm sm:px-8 lg:px-10">
          The {away} does not answer; figures are as of{' '}
          <time dateTime={asOf.toISOString()}>{text(asOf)}</time>. This screen follows again by
          itself.
        </p>
      )}
    </div>
  )
}

const text = (asOf: Date): string =>
  formatDay(asOf) === formatDay(new Date()) ? formatClock(asOf) : formatTime(asOf)
