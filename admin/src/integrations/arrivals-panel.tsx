import { Figure } from '../ui/figure.tsx'
import { formatCount, formatMany, formatShortCalendarDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { Accounted } from './accounted.tsx'
import { DayBars } from './day-bars.tsx'
import { readByDay } from './days.ts'
import { Equation } from './equation.tsx'
import type { Integration } from './types.ts'

/** What came in on the last days, and where all of it went. */
export function ArrivalsPanel({ of: it }: { readonly of: Integration }) {
  const days = readByDay(it.days, it.at)
  const sum = days.reduce((total, { read }) => total + read, 0)
  const most = Math.max(...days.map(({ read }) => read))
  return (
    <Panel
      title="What came in"
      aside={`${formatMany(sum, 'record')} in 30 days`}
      footer={
        <>
          <span>
            Ever: <Equation counts={it.totals} />
          </span>
          <Accounted counts={it.totals} />
        </>
      }
    >
      {sum === 0 ? (
        <p className="text-muted">Nothing in the last 30 days.</p>
      ) : (
        <Figure
          label={`Records of ${it.contract} that were read, by day`}
          twin={{
            head: ['Day (UTC)', 'Read'],
            rows: days.map(({ day, read }) => [formatShortCalendarDay(day), formatCount(read)]),
          }}
        >
          <p className="mb-1 text-right text-xs text-muted">
            {formatCount(most)} on the busiest day
          </p>
          <DayBars days={days} label="Records read by day" className="h-40 w-full" />
          <p className="mt-1 flex justify-between text-xs text-muted">
            <span>{formatShortCalendarDay(days[0]!.day)}</span>
            <span>{formatShortCalendarDay(days.at(-1)!.day)}</span>
          </p>
        </Figure>
      )}
    </Panel>
  )
}
