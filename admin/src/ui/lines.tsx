import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { Figure } from './figure.tsx'
import { formatCount, formatShortCalendarDay, none } from './format.ts'
import { LinesPlot } from './lines-plot.tsx'
import { plotFrame, type PlotFrame } from './plot-frame.ts'
import { useWidth } from './use-width.ts'

/** One line: `low` and `high` draw the band of what it may be. */
export interface Series {
  readonly id: string
  readonly label: string
  readonly points: readonly {
    readonly at: number | string | Date
    readonly value: number | null
    readonly low?: number | null | undefined
    readonly high?: number | null | undefined
  }[]
}

export interface LinesProps {
  /** What they show, in a sentence. */
  readonly label: string
  /** At most five; each has its name at its end, and a dash of its own. */
  readonly series: readonly Series[]
  /** Writes a value. */
  readonly format?: ((value: number) => string) | undefined
  /** A level to compare with, and its name: `{ value: 0, label: 'no difference' }`. */
  readonly level?: { readonly value: number; readonly label: string } | undefined
  /** The ends of the scale; what lies beyond is cut off, and said by the table and the readings. */
  readonly within?: readonly [number, number] | undefined
  /** In pixels; default 220. */
  readonly height?: number | undefined
}

/** The times of all series, in order and each once. */
const timesOf = (series: readonly Series[]): number[] =>
  [...new Set(series.flatMap(({ points }) => points.map(({ at }) => new Date(at).getTime())))].sort(
    (a, b) => a - b,
  )

/**
 * How figures went over time. The values of a moment are read out on hover, and with the arrow keys
 * when it has the focus; a table says the same.
 */
export function Lines(props: LinesProps) {
  const { label, series, format = formatCount } = props
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const [seen, setSeen] = useState<number>()
  const times = timesOf(series)
  const moment = seen === undefined ? undefined : times[Math.min(seen, times.length - 1)]
  const values = series.map(
    ({ points }) => new Map(points.map((each) => [new Date(each.at).getTime(), each])),
  )
  const text = (at: number, index: number): string => {
    const point = values[index]!.get(at)
    if (!point || point.value === null) return none
    const { low, high } = point
    const band = typeof low === 'number' && typeof high === 'number'
    return band ? `${format(point.value)} (${format(low)} to ${format(high)})` : format(point.value)
  }
  const twin = {
    head: ['Time', ...series.map((each) => each.label)],
    rows: times.map((at) => [
      formatShortCalendarDay(at),
      ...series.map((_, index) => text(at, index)),
    ]),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -times.length, End: times.length }[event.key]
    if (step === undefined) return
    event.preventDefault()
    setSeen((at = times.length - 1) => Math.max(0, Math.min(times.length - 1, at + step)))
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { left, width: wide } = event.currentTarget.getBoundingClientRect()
    const { x } = plotFrame(props, times, width)
    setSeen(nearest(times, ((event.clientX - left) / wide) * width, x))
  }
  return (
    <Figure label={label} twin={twin}>
      <div
        ref={frame}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(times.length - 1, 0)}
        aria-valuenow={seen ?? times.length - 1}
        aria-valuetext={saidAt(moment ?? times.at(-1), series, text)}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setSeen(undefined)}
        onBlur={() => setSeen(undefined)}
        className="rounded-md"
      >
        {width > 0 && <LinesPlot {...props} width={width} times={times} moment={moment} />}
      </div>
      <p aria-hidden className="min-h-5 text-sm text-muted">
        {moment !== undefined && saidAt(moment, series, text)}
      </p>
    </Figure>
  )
}

function saidAt(
  at: number | undefined,
  series: readonly Series[],
  text: (at: number, index: number) => string,
): string {
  if (at === undefined) return 'nothing measured yet'
  return `${formatShortCalendarDay(at)}: ${series.map((each, index) => `${each.label} ${text(at, index)}`).join(' · ')}`
}

function nearest(times: readonly number[], x: number, { at }: PlotFrame['x']): number {
  let best = 0
  times.forEach((time, index) => {
    if (Math.abs(at(time) - x) < Math.abs(at(times[best]!) - x)) best = index
  })
  return best
}
