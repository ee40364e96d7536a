import { formatCalendarDay } from '../ui/format.ts'
import type { ReportAnswer, ReportEntry } from './report-search.ts'

/** How the figures were counted, in a sentence or two. */
export function countedAs({ takes }: ReportEntry, { request }: ReportAnswer): string {
  const { from, to, credit, lookback } = request as {
    from?: string
    to?: string
    credit?: string
    lookback?: number
  }
  const dayMs = 86_400_000
  const last = to === undefined ? undefined : formatCalendarDay(Date.parse(to) - dayMs)
  const range =
    from && last
      ? `${formatCalendarDay(from)} to ${last}`
      : from
        ? `From ${formatCalendarDay(from)} on`
        : last
          ? `Up to ${last}`
          : 'All time'
  const touches = { first: 'the first touch', last: 'the last touch', linear: 'each touch alike' }[
    credit ?? ''
  ]
  return [
    ...(takes.period ? [`${range}, by ${takes.period}.`] : []),
    ...(touches ? [`Credit goes to ${touches} within ${lookback} days.`] : []),
  ].join(' ')
}
