import type { Answer } from '../app/client.ts'

export type ReportEntry = Answer<'listReports'>['reports'][number]
export type ReportAnswer = Answer<'runReport'>
export type ReportColumn = ReportAnswer['columns'][number]
export type ReportRow = ReportAnswer['rows'][number]

/** The ranges that one click chooses; a custom one has `from` and `to` instead. */
export const ranges = {
  '7d': { label: 'Last 7 days', days: 7 },
  '30d': { label: 'Last 30 days', days: 30 },
  '90d': { label: 'Last 90 days', days: 90 },
  '365d': { label: 'Last 365 days', days: 365 },
  all: { label: 'All time', days: undefined },
} as const
export type RangeName = keyof typeof ranges
export const usualRange: RangeName = '90d'

/** Everything that a report's screen shows, as its address holds it. */
export interface ReportSearch {
  readonly range?: RangeName | undefined
  /** A day, `2026-05-04`: a range of one's own, up to and with `to`. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly by?: string | undefined
  readonly credit?: string | undefined
  readonly lookback?: string | undefined
  readonly of?: string | undefined
  /** The column that the chart shows. */
  readonly measure?: string | undefined
  /** The currency that the chart shows. */
  readonly in?: string | undefined
  /** The figure that is open: its column, its row's group, and its row's currency. */
  readonly figure?: string | undefined
  readonly group?: string | undefined
  readonly currency?: string | undefined
}

/** Changes a part of the address; `replace`: going back skips what was before. */
export type ChangeSearch = (
  change: Partial<ReportSearch>,
  how?: { readonly replace?: boolean },
) => void

const words = [
  'by',
  'credit',
  'lookback',
  'of',
  'measure',
  'in',
  'figure',
  'group',
  'currency',
] as const

/** Reads an address; what it does not know, or cannot mean, is left out. */
export function readReportSearch(given: Readonly<Record<string, unknown>>): ReportSearch {
  const search: Record<string, string> = {}
  for (const name of words) {
    const value = given[name]
    if (typeof value === 'string' || typeof value === 'number') search[name] = String(value)
  }
  const { range } = given
  if (typeof range === 'string' && range in ranges && range !== usualRange) search['range'] = range
  for (const name of ['from', 'to']) {
    const day = given[name]
    if (typeof day === 'string' && isDay(day)) search[name] = day
  }
  return search
}

/** Whether it is a day; one of the year 20 is the year 2026 half typed. */
export const isDay = (text: string): boolean =>
  /^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

const dayMs = 86_400_000
const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** The first and the last day that the address means; either may be open. */
export function daysOf(search: ReportSearch, now: Date): { from?: string; to?: string } {
  const { from, to, range = usualRange } = search
  if (from !== undefined || to !== undefined) {
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  }
  const { days } = ranges[range]
  // Whole days, so that the same range is the same question all day long.
  return days === undefined ? {} : { from: dayText(now.getTime() - (days - 1) * dayMs) }
}

/** What the address asks of the report: of what it takes, and nothing else. */
export function askOf({ takes }: ReportEntry, search: ReportSearch, now: Date) {
  const { from, to } = daysOf(search, now)
  const { by, credit, lookback, of } = search
  return {
    ...(takes.period && from !== undefined ? { from } : {}),
    // The last day is meant whole; the API leaves out what it is told to go up to.
    ...(takes.period && to !== undefined ? { to: dayText(Date.parse(to) + dayMs) } : {}),
    ...(takes.by && by !== undefined ? { by } : {}),
    ...(takes.credit && credit !== undefined ? { credit } : {}),
    ...(takes.credit && lookback !== undefined ? { lookback } : {}),
    ...(takes.of ? ofAsked(takes.of, of) : {}),
  }
}

function ofAsked(
  { oneOf, needed }: NonNullable<ReportEntry['takes']['of']>,
  of: string | undefined,
): { of?: string } {
  const chosen = of ?? (needed ? oneOf?.[0] : undefined)
  return chosen === undefined ? {} : { of: chosen }
}
