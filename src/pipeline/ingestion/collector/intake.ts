import { backoffMs } from '../../../core/backoff.ts'
import { inTime } from '../../../platform/in-time.ts'
import type { Log } from '../../../platform/log.ts'
import type { AcceptDeps, Incoming } from '../accept.ts'
import type { Source } from '../define.ts'
import { storeSurely } from '../store-surely.ts'
import type { CollectorMetrics } from './collector-metrics.ts'

export interface IntakeDeps extends AcceptDeps {
  readonly log: Log
  readonly metrics: Pick<CollectorMetrics, 'wrote'>
}

export interface IntakeLimits {
  /** The most events that may wait. */
  readonly events: number
  /** The most that go into one write. More would make the first of them wait for the last. */
  readonly eventsPerWrite: number
  /** How long a request is held while the database is away, in milliseconds. */
  readonly holdMs: number
}

/** Where requests wait for the write that they share. */
export interface Intake {
  /** `'stored'` when all of it is on disk, `'busy'` when that could not be done in time. */
  put(source: Source, records: readonly Incoming[]): Promise<'stored' | 'busy'>
  /** Why nothing can be written at present, if it cannot. */
  trouble(): string | undefined
  /** Waits for what is being written. */
  close(): Promise<void>
}

/** The events of one request on their way to the database. */
interface Parcel {
  readonly records: readonly Incoming[]
  readonly arrived: Date
  settled: boolean
  readonly settle: (outcome: 'stored' | 'busy') => void
}

/** Opens the place where the requests of every source wait, each source by itself. */
export function openIntake(deps: IntakeDeps, limits: IntakeLimits): Intake {
  const queues = new Map<string, Queue>()
  let waiting = 0
  let closed = false

  return {
    put(source, records) {
      if (records.length === 0) return Promise.resolve('stored')
      if (closed || waiting + records.length > limits.events) return Promise.resolve('busy')
      const queue = queues.get(source.name) ?? openQueue(deps, limits, source)
      queues.set(source.name, queue)
      waiting += records.length
      return new Promise((resolve) => {
        const parcel: Parcel = {
          records,
          arrived: deps.clock.now(),
          settled: false,
          settle(outcome) {
            if (parcel.settled) return
            parcel.settled = true
            clearTimeout(timer)
            waiting -= records.length
            resolve(outcome)
          },
        }
        const timer = setTimeout(() => parcel.settle('busy'), limits.holdMs)
        queue.add(parcel)
      })
    },
    trouble: () => [...queues.values()].map((queue) => queue.trouble()).find(Boolean),
    async close() {
      closed = true
      await Promise.all([...queues.values()].map((queue) => queue.idle()))
    },
  }
}

interface Queue {
  add(parcel: Parcel): void
  trouble(): string | undefined
  idle(): Promise<void>
}

/**
 * While one write runs, the requests that come meanwhile are gathered into the next: the busier it
 * is, the more of them share a commit, and nobody waits for a timer. While the database is away they
 * are held and tried again, until they are settled in time for the client to hear of it.
 */
function openQueue(deps: IntakeDeps, limits: IntakeLimits, source: Source): Queue {
  const queue: Parcel[] = []
  let writer: Promise<void> | undefined
  let trouble: string | undefined

  const drain = async (): Promise<void> => {
    let attempt = 0
    for (;;) {
      const group = takeGroup(queue, limits.eventsPerWrite)
      if (group.length === 0) break
      try {
        await write(deps, limits, source, group)
        trouble = undefined
        attempt = 0
      } catch (error) {
        attempt += 1
        trouble = (error as Error).message
        if (attempt === 1) deps.log.warn({ err: error }, 'events wait: they could not be written')
        queue.unshift(...group)
        await pause(backoffMs({ baseMs: 50, capMs: 500 }, attempt, Math.random()))
      }
    }
    trouble = undefined
    writer = undefined
  }
  return {
    add(parcel) {
      queue.push(parcel)
      writer ??= drain()
    },
    trouble: () => trouble,
    idle: () => writer ?? Promise.resolve(),
  }
}

async function write(
  deps: IntakeDeps,
  limits: IntakeLimits,
  source: Source,
  parcels: readonly Parcel[],
): Promise<void> {
  const records = parcels.length === 1 ? parcels[0]!.records : parcels.flatMap((p) => p.records)
  // The latest arrival of the group: by an earlier one a request would seem sent after it came.
  const receivedAt = parcels.at(-1)!.arrived
  const started = performance.now()
  // Should a write that was given up end well after all, its repetition is known by its keys.
  const acceptance = await inTime(
    storeSurely(deps, source.contract, records, { source: source.name, receivedAt }),
    limits.holdMs + 2_000,
    `no answer within ${limits.holdMs + 2_000} ms`,
  )
  deps.metrics.wrote(acceptance, (performance.now() - started) / 1_000)
  parcels.forEach((parcel) => parcel.settle('stored'))
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** Takes the parcels of the next write off the queue; those whose time is over are left out. */
function takeGroup(queue: Parcel[], most: number): Parcel[] {
  const group: Parcel[] = []
  let events = 0
  let taken = 0
  for (const parcel of queue) {
    if (!parcel.settled) {
      if (group.length > 0 && events + parcel.records.length > most) break
      group.push(parcel)
      events += parcel.records.length
    }
    taken += 1
  }
  queue.splice(0, taken)
  return group
}
