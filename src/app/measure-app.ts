import { countOpen } from '../exceptions/index.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { AppContext } from './context.ts'

/** Counts what an operator watches. What cannot be had at a scrape reads as not a number. */
export function measureApp({ db, clock, facts }: AppContext, metrics: Metrics): void {
  const unknown = () => Number.NaN
  metrics.gauge({
    name: 'linchpin_facts_position',
    help: 'The position up to which signals are in the facts; none where another process has them',
    read: () => facts.position() ?? Number.NaN,
  })
  metrics.gauge({
    name: 'linchpin_facts_lag_positions',
    help: 'How many positions the facts are behind the last signal',
    read: () => facts.lag().then((lag) => lag ?? Number.NaN, unknown),
  })
  metrics.gauge({
    name: 'linchpin_warehouse_serving',
    help: '1 where this process has the warehouse and answers reports',
    read: () => (facts.state().state === 'serving' ? 1 : 0),
  })
  metrics.gauge({
    name: 'linchpin_exceptions_open',
    help: 'Exceptions that wait at the desk',
    read: () => countOpen(db, clock.now()).then(({ open }) => open, unknown),
  })
  metrics.gauge({
    name: 'linchpin_exceptions_overdue',
    help: 'Exceptions that should have been dealt with',
    read: () => countOpen(db, clock.now()).then(({ overdue }) => overdue, unknown),
  })
}
