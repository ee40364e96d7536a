import { describe, expect, test } from 'vitest'
import { openMetrics } from './metrics.ts'

describe('metrics', () => {
  test('prints what was counted, marked with the role', async () => {
    const metrics = openMetrics({ role: 'edge' })
    const landed = metrics.counter({
      name: 'linchpin_landed_total',
      help: 'Signals that landed',
      labels: ['contract'],
    })
    landed.inc({ contract: 'web' }, 3)
    metrics.gauge({ name: 'linchpin_queue', help: 'Waiting', read: () => 7 })
    metrics.histogram({ name: 'linchpin_request_seconds', help: 'Requests' }).observe(0.003)

    const text = await metrics.text()
    expect(text).toContain('linchpin_landed_total{contract="web",role="edge"} 3')
    expect(text).toContain('linchpin_queue{role="edge"} 7')
    expect(text).toContain('linchpin_request_seconds_bucket{le="0.005",role="edge"} 1')
    expect(text).toContain('process_resident_memory_bytes')
    expect(metrics.contentType).toContain('text/plain')
  })

  test('gives the same metric when asked twice, and keeps processes apart', async () => {
    const [mine, other] = [openMetrics({ role: 'app' }), openMetrics({ role: 'app' })]
    const spec = { name: 'linchpin_runs_total', help: 'Runs' }
    mine.counter(spec).inc()
    mine.counter(spec).inc()
    expect(await mine.text()).toContain('linchpin_runs_total{role="app"} 2')
    expect(await other.text()).not.toContain('linchpin_runs_total')
  })
})
