import { formatCount, formatShortCalendarDay } from '../ui/format.ts'
import type { DayRead } from './days.ts'

/** What was read on each day, as bars on one baseline; the same figures as a table for who does not see them. */
export function DayBars({
  days,
  label,
  className,
}: {
  readonly days: readonly DayRead[]
  readonly label: string
  /** Its size: 'h-6 w-24'. */
  readonly className: string
}) {
  const most = Math.max(1, ...days.map(({ read }) => read))
  const [first, last] = [days[0], days.at(-1)]
  const busiest = days.reduce((a, b) => (b.read > a.read ? b : a), days[0]!)
  const said =
    busiest.read === 0
      ? 'nothing came'
      : `from ${formatShortCalendarDay(first!.day)} to ${formatShortCalendarDay(last!.day)}, most on ` +
        `${formatShortCalendarDay(busiest.day)}: ${formatCount(busiest.read)}`
  return (
    <svg
      role="img"
      aria-label={`${label}: ${said}`}
      viewBox={`0 0 ${days.length * 10} 100`}
      preserveAspectRatio="none"
      className={className}
    >
      {days.map(({ day, read }, n) => {
        const height = read === 0 ? 1.5 : Math.max(4, (read / most) * 100)
        return (
          <rect
            key={day}
            x={n * 10 + 1}
            y={100 - height}
            width={8}
            height={height}
            className={read === 0 ? 'fill-line' : 'fill-series-1'}
          >
            <title>{`${formatShortCalendarDay(day)}: ${formatCount(read)}`}</title>
          </rect>
        )
      })}
    </svg>
  )
}
