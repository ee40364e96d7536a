import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMs } from '../../core/backoff.ts'
import { raise, type RaiseDeps } from '../../exceptions/index.ts'
import { exposures, forwardExposures } from '../../pipeline/feedback/index.ts'
import type { AcceptDeps } from '../../pipeline/ingestion/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Spool } from '../../platform/spool/index.ts'

export interface ForwarderDeps extends AcceptDeps {
  readonly spool: Spool
  readonly log: Log
  readonly metrics: Metrics
}

export interface Forwarder {
  /** Counts exposures that could not be logged; they go on the desk as soon as the database answers. */
  lost(count: number, reason: string): void
  /** Sends what waits, once more, and stops. */
  close(): Promise<void>
}

const everyMs = 250
/** A rush of visitors shows in this share of the time being busy; in it, up to so much longer it rests than it works. */
const rushShare = 0.25
const restPerWork = 64
const retry = { baseMs: 250, capMs: 10_000 }

/** As long as less waits than this, answering goes before forwarding: about 250,000 exposures. */
const easyBytes = 64_000_000

/** Sends what is logged in through the front door, four times a second, and deletes it once it has arrived. */
export function forwardSpool({ spool, log, metrics, ...deps }: ForwarderDeps): Forwarder {
  let closed = false
  const losses = countLosses(deps, log, metrics)
  metrics.gauge({
    name: 'linchpin_exposure_spool_bytes',
    help: 'Exposures that wait to be forwarded',
    read: () => spool.bytes,
  })
  // In a rush, it leaves processor and disk nearly to the visitors, and goes on as soon as that is over.
  const rest = async (tookMs: number): Promise<void> => {
    for (let rested = 0; rested < restPerWork; rested += 1) {
      if (closed || spool.bytes >= easyBytes) return
      if ((await busyDuring(tookMs)) <= rushShare) return
    }
  }
  const pass = async (): Promise<void> => {
    for (const segment of spool.seal()) {
      await forwardExposures(deps, await spool.read(segment), 'edge', rest)
      await spool.remove(segment)
    }
    await losses.report()
  }

  let failures = 0
  let timer: NodeJS.Timeout | undefined
  const turn = async (): Promise<void> => {
    try {
      await pass()
      if (failures > 0) log.info('exposures are forwarded again')
      failures = 0
    } catch (error) {
      failures += 1
      if (failures === 1) log.warn({ err: error }, 'exposures wait on the disk: forwarding failed')
    }
  }
  let running = turn()
  const again = async (): Promise<void> => {
    await running
    if (closed) return
    const waitMs = failures > 0 ? backoffMs(retry, failures, Math.random()) : 0
    timer = setTimeout(() => {
      running = turn()
      void again()
    }, everyMs + waitMs)
  }
  void again()

  return {
    lost: (count, reason) => losses.add(count, reason),
    async close() {
      closed = true
      clearTimeout(timer)
      await running
      // While the database does not answer, what waits is better left to the next start.
      if (failures === 0) await turn()
      spool.close()
    },
  }
}

/** The share of the time that this process is busy, found by doing nothing for so many milliseconds. */
async function busyDuring(ms: number): Promise<number> {
  const before = performance.eventLoopUtilization()
  await sleep(ms)
  return performance.eventLoopUtilization(before).utilization
}

/** Nothing is lost silently: losses are counted, logged and put on the desk. */
function countLosses(deps: RaiseDeps, log: Log, metrics: Metrics) {
  const counter = metrics.counter({
    name: 'linchpin_exposures_lost_total',
    help: 'Exposures that were answered and could not be logged',
  })
  let waiting = 0
  let latest = ''
  return {
    add(count: number, reason: string) {
      if (waiting === 0) log.error({ reason }, 'exposures cannot be logged; placements go on')
      waiting += count
      latest = reason
      counter.inc(count)
    },
    async report() {
      const times = waiting
      if (times === 0) return
      await raise(deps, {
        mode: 'over-budget',
        contract: exposures.name,
        owner: exposures.owner,
        title: 'The edge answered placements whose exposures it could not log',
        about: 'exposure spool',
        detail: {
          reason: latest,
          remedy: 'free disk space on the edge, or mend what it waits for',
        },
        times,
      })
      waiting -= times
    },
  }
}
