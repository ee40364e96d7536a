import { formatCount } from './format.ts'
import type { LinesProps } from './lines.tsx'
import { domainOf, scaleOf, ticks, type Scale } from './ticks.ts'

/** Where Lines draws within its frame, in pixels, and over which values. */
export interface PlotFrame {
  readonly domain: readonly [number, number]
  readonly left: number
  readonly right: number
  readonly x: Scale
}

/** Leaves the room that the scale takes at the left, and the names at the right. */
export function plotFrame(props: LinesProps, times: readonly number[], width: number): PlotFrame {
  const { series, level, within, format = formatCount } = props
  const values = series.flatMap(({ points }) =>
    points.flatMap(({ value, low, high }) =>
      [value, low, high].filter((each) => typeof each === 'number'),
    ),
  )
  const domain = within ?? domainOf(level ? [...values, level.value] : values)
  const names = [...series.map(({ label }) => shortName(label)), ...(level ? [level.label] : [])]
  const left = roomFor(ticks(domain, 4).map((each) => format(each)))
  const right = width - roomFor(names)
  return { domain, left, right, x: scaleOf([times[0] ?? 0, times.at(-1) ?? 1], [left, right]) }
}

/** A name as it stands at the end of its line. */
export const shortName = (label: string): string =>
  label.length > 16 ? `${label.slice(0, 15)}…` : label

/** A letter of twelve pixels is about six and a half wide. */
const roomFor = (words: readonly string[]): number =>
  16 + Math.max(0, ...words.map(({ length }) => length)) * 6.5
