import { scaleOf } from './ticks.ts'

/**
 * A figure with how sure it is: a bar from `low` to `high`, a dot at `value`, and a line at zero.
 *
 * - `format`: writes a value, for those who do not see it; `label`: what it is of
 * - `domain`: what is drawn; intervals below one another share it, so that they can be compared
 */
export function Interval(props: {
  readonly low: number
  readonly high: number
  readonly value: number
  readonly format: (value: number) => string
  readonly label: string
  readonly domain: readonly [number, number]
}) {
  const { low, high, value, format, label, domain } = props
  const { at } = scaleOf(domain, [2, 98])
  const within = (each: number) => `${Math.min(100, Math.max(0, at(each)))}%`
  const text = `${label}: ${format(value)}, between ${format(low)} and ${format(high)}`
  // Where the whole bar lies on one side, the difference is there.
  const sure = low > 0 || high < 0
  return (
    <svg role="img" aria-label={text} className="h-4 w-full min-w-24">
      <title>{text}</title>
      <line x1={within(0)} x2={within(0)} y1="0" y2="16" className="stroke-edge" />
      <line
        x1={within(low)}
        x2={within(high)}
        y1="8"
        y2="8"
        className={sure ? 'stroke-series-1 stroke-[5]' : 'stroke-series-5 stroke-[5]'}
        strokeOpacity="0.45"
        strokeLinecap="round"
      />
      <circle
        cx={within(value)}
        cy="8"
        r="4"
        className={sure ? 'fill-series-1' : 'fill-series-5'}
      />
    </svg>
  )
}
