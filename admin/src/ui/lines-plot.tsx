import { useId } from 'react'
import { formatCount, formatShortCalendarDay } from './format.ts'
import type { LinesProps, Series } from './lines.tsx'
import { plotFrame, shortName } from './plot-frame.ts'
import { spacedTimes } from './spaced-times.ts'
import { spreadLabels } from './spread-labels.ts'
import { scaleOf, ticks, type Scale } from './ticks.ts'

const strokes = [
  'stroke-series-1',
  'stroke-series-2 [stroke-dasharray:6_3]',
  'stroke-series-3 [stroke-dasharray:2_3]',
  'stroke-series-4 [stroke-dasharray:8_3_2_3]',
  'stroke-series-5 [stroke-dasharray:1_4]',
]
const fills = ['fill-series-1', 'fill-series-2', 'fill-series-3', 'fill-series-4', 'fill-series-5']

/** The picture of Lines: scale, bands, lines and their names. */
export function LinesPlot(
  props: LinesProps & {
    readonly width: number
    readonly times: readonly number[]
    readonly moment: number | undefined
  },
) {
  const { series, width, times, moment, level, within, height = 220, format = formatCount } = props
  const bottom = height - 24
  const { domain, left, right, x } = plotFrame(props, times, width)
  const clip = useId()
  const y = scaleOf(domain, [bottom, 8])
  const ends = series.map((each) => lastOf(each))
  // The level has its name among the others, where no line runs through it.
  const places = ends.map((end) => (end ? y.at(end.value) : bottom))
  const names = spreadLabels(level ? [...places, y.at(level.value)] : places, 15)
  const room = Math.max(2, Math.floor((right - left) / 110))
  return (
    <svg aria-hidden width={width} height={height} className="block text-xs">
      <clipPath id={clip}>
        <rect x={left} y={8} width={right - left} height={bottom - 8} />
      </clipPath>
      {ticks(domain, 4).map((each) => (
        <g key={each}>
          <line
            x1={left}
            x2={right}
            y1={y.at(each)}
            y2={y.at(each)}
            className={each === 0 ? 'stroke-edge' : 'stroke-line'}
          />
          <text x={left - 8} y={y.at(each) + 4} textAnchor="end" className="fill-muted">
            {format(each)}
          </text>
        </g>
      ))}
      {spacedTimes(times, room).map((each) => (
        <text key={each} x={x.at(each)} y={height - 6} textAnchor="middle" className="fill-muted">
          {formatShortCalendarDay(each)}
        </text>
      ))}
      {level && (
        <g>
          <line
            x1={left}
            x2={right}
            y1={y.at(level.value)}
            y2={y.at(level.value)}
            className="stroke-edge"
          />
          <text x={right + 8} y={names.at(-1)! + 4} className="fill-muted">
            {level.label}
          </text>
        </g>
      )}
      {series.map((each, index) => (
        <g key={each.id}>
          <g clipPath={within && `url(#${clip})`}>
            <path d={bandOf(each, x, y)} className={fills[index % 5]} fillOpacity="0.14" />
            <path
              d={lineOf(each, x, y)}
              className={`fill-none stroke-[1.75] ${strokes[index % 5]}`}
            />
          </g>
          <text x={right + 8} y={names[index]! + 4} className={fills[index % 5]}>
            {shortName(each.label)}
          </text>
        </g>
      ))}
      {moment !== undefined && (
        <line
          x1={x.at(moment)}
          x2={x.at(moment)}
          y1={8}
          y2={bottom}
          className="stroke-ink"
          strokeOpacity="0.5"
        />
      )}
    </svg>
  )
}

const timeOf = ({ at }: Series['points'][number]): number => new Date(at).getTime()

function lastOf({ points }: Series): { readonly value: number } | undefined {
  const last = points.findLast(({ value }) => value !== null)
  return last && { value: last.value! }
}

function lineOf({ points }: Series, x: Scale, y: Scale): string {
  let lifted = true
  return points
    .map((point) => {
      if (point.value === null) {
        lifted = true
        return ''
      }
      const move = lifted ? 'M' : 'L'
      lifted = false
      return `${move}${x.at(timeOf(point)).toFixed(1)} ${y.at(point.value).toFixed(1)}`
    })
    .join('')
}

function bandOf({ points }: Series, x: Scale, y: Scale): string {
  const known = points.filter(
    ({ low, high }) => typeof low === 'number' && typeof high === 'number',
  )
  if (known.length < 2) return ''
  const place = (point: Series['points'][number], value: number) =>
    `${x.at(timeOf(point)).toFixed(1)} ${y.at(value).toFixed(1)}`
  const above = known.map((each) => place(each, each.high!))
  const below = known.map((each) => place(each, each.low!)).toReversed()
  return `M${[...above, ...below].join('L')}Z`
}
