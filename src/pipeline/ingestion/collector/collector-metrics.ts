import type { Metrics } from '../../../platform/metrics.ts'
import type { Acceptance } from '../accept.ts'

/** What the collector counts. */
export interface CollectorMetrics {
  request(status: number): void
  /** A client said that it tries again: its first attempt was lost, or our answer was. */
  retry(): void
  wrote(acceptance: Acceptance, seconds: number): void
}

export function collectorMetrics(metrics: Metrics, held: () => number): CollectorMetrics {
  const requests = metrics.counter({
    name: 'linchpin_collector_requests_total',
    help: 'Requests with events, by the status of the answer',
    labels: ['status'],
  })
  const retries = metrics.counter({
    name: 'linchpin_collector_retries_total',
    help: 'Requests that the client marked as a further attempt',
  })
  const events = metrics.counter({
    name: 'linchpin_collector_events_total',
    help: 'Events received, by what became of them',
    labels: ['outcome'],
  })
  const writes = metrics.histogram({
    name: 'linchpin_collector_write_seconds',
    help: 'The time of one durable write, which several requests share',
  })
  metrics.gauge({
    name: 'linchpin_collector_held_bytes',
    help: 'Memory that requests hold until they are written',
    read: held,
  })
  return {
    request: (status) => requests.inc({ status }),
    retry: () => retries.inc(),
    wrote({ landed, duplicate, filtered, quarantined }, seconds) {
      for (const [outcome, times] of Object.entries({ landed, duplicate, filtered, quarantined })) {
        if (times > 0) events.inc({ outcome }, times)
      }
      writes.observe(seconds)
    },
  }
}
