import { domainOf, scaleOf } from './ticks.ts'

/**
 * A figure with how sure it is: a bar from `low` to `high`, a dot at `value`, and a line at zero (or
 * `against`). Intervals below one another share a `domain`, so that they can be compared.
 *
 * - `format`: writes a value; the ends are written beside the bar unless `bare`
 * - `low` or `high` null: open at that end, drawn to the edge
 * - `label`: what it is of, before the figures, for those who do not see it
 */
export function Interval(props: {
  readonly low: number | null
  readonly high: number | null
  readonly value: number | null
  readonly format: (value: number) => string
  readonly label: string
  readonly domain?: readonly [number, number] | undefined
  readonly against?: number | undefined
  readonly bare?: boolean | undefined
}) {
  const { low, high, value, format, label, against = 0, bare } = props
  const known = [low, high, value, against].filter((each) => each !== null)
  const { at } = scaleOf(props.domain ?? domainOf(known), [2, 98])
  const within = (each: number) => Math.min(100, Math.max(0, at(each)))
  const from = low === null ? 0 : within(low)
  const to = high === null ? 100 : within(high)
  const ends = `${low === null ? 'open' : format(low)} to ${high === null ? 'open' : format(high)}`
  const text = `${label}: ${value === null ? 'not known yet' : format(value)}, between ${ends}`
  // Where the whole bar lies on one side, the difference is there.
  const sure = (low !== null && low > against) || (high !== null && high < against)
  return (
    <span className="flex min-w-0 items-center gap-3">
      <svg role="img" aria-label={text} className="h-4 min-w-24 flex-1">
        <title>{text}</title>
        <line
          x1={`${within(against)}%`}
          x2={`${within(against)}%`}
          y1="0"
          y2="16"
          className="stroke-edge"
        />
        <line
          x1={`${from}%`}
          x2={`${to}%`}
          y1="8"
          y2="8"
          className={sure ? 'stroke-series-1 stroke-[5]' : 'stroke-series-5 stroke-[5]'}
          strokeOpacity="0.45"
          strokeLinecap="round"
        />
        {value !== null && (
          <circle
            cx={`${within(value)}%`}
            cy="8"
            r="4"
            className={sure ? 'fill-series-1' : 'fill-series-5'}
          />
        )}
      </svg>
      {!bare && <span className="text-sm whitespace-nowrap text-muted">{ends}</span>}
    </span>
  )
}
