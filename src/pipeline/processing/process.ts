import type { Contract } from '../../contracts/index.ts'
import { backoffMs } from '../../core/backoff.ts'
import type { Log } from '../../platform/log.ts'
import { WarehouseError, type Warehouse } from '../../platform/warehouse/index.ts'
import { nextBatchSize, smallestBatch } from './batch-size.ts'
import { load, MovedError, type LoadDeps } from './load.ts'
import { nap, type Nap } from './nap.ts'
import { positionWaiters, type PositionWaiters } from './position-waiters.ts'
import { reportUnmapped, type ReportDeps } from './report-unmapped.ts'
import type { SignalBatch, SignalReader } from './signal.ts'
import { signalReader } from './store.ts'
import { readProgress } from './warehouse-store.ts'
import { watchStall, type Stall, type StallWatch } from './watch-stall.ts'

export interface ProcessDeps extends Omit<ReportDeps, 'contracts'> {
  readonly warehouse: Warehouse
  readonly contracts: readonly Contract[]
  readonly log: Log
  /** Throws as long as another process may have the right to write; nothing is written then. */
  readonly assertHeld?: () => Promise<void>
}

/** Signals being turned into facts. */
export interface Processing {
  /** The position up to which signals are in the facts. */
  position(): number
  /** How many positions that is behind the last signal. Positions have gaps, so there may be fewer signals. */
  lag(): Promise<number>
  /**
   * Returns 0 when everything that had landed at the call is in the facts. While that is not to be
   * expected soon, it says after a while how many positions are not. Rejects when processing ends.
   */
  caughtUp(): Promise<number>
  /** Where it has stood still for a minute or longer, and why. */
  stall(): Stall | undefined
  /** Finishes the batch at hand. */
  stop(): Promise<void>
  /** Settles when it has ended: with the error when the warehouse has to be opened anew. */
  readonly ended: Promise<Error | undefined>
}

/** The signals in PostgreSQL end before the position that the facts are at. */
export class SignalsBehindError extends Error {
  override name = 'SignalsBehindError'
  constructor(position: number, last: number) {
    super(
      `the warehouse holds facts up to signal ${position}, but the database's last signal is ${last}: ` +
        `it is another database, or an older copy. Connect the right one, or run \`linchpin rebuild\``,
    )
  }
}

/** A pause after a batch that was not full lets the next ones gather; it is most of the delay from signal to fact. */
const pauseMs = 100
const longestPauseMs = 250

/**
 * Starts the loop that turns signals into facts: reads what landed behind the warehouse's position,
 * batch by batch, at full speed while there is more than a batch and in short steps otherwise. A
 * database or mapping that fails never ends it; a warehouse that fails does.
 * @throws SignalsBehindError when the facts were made from other signals
 */
export async function startProcessing(deps: ProcessDeps): Promise<Processing> {
  const reader = signalReader(deps.db)
  const position = await readProgress(deps.warehouse)
  const last = await reader.last()
  if (last < position) throw new SignalsBehindError(position, last)

  const loop: Loop = {
    reader,
    position,
    size: 1_000,
    stopping: false,
    ahead: undefined,
    waiters: positionWaiters(),
    nap: nap(),
    stall: watchStall(deps),
  }
  const ended = run(deps, loop)
    .catch((error: Error) => error)
    .then((error) => {
      loop.waiters.fail(error ?? new Error('processing was stopped'))
      return error
    })

  return {
    ended,
    position: () => loop.position,
    lag: async () => Math.max(0, (await reader.last()) - loop.position),
    async caughtUp() {
      const target = await reader.last()
      if (target > loop.position && !loop.stall.current()) {
        loop.nap.wake()
        await loop.waiters.wait(target)
      }
      return Math.max(0, target - loop.position)
    },
    stall: () => loop.stall.current(),
    async stop() {
      loop.stopping = true
      loop.nap.wake(true)
      await ended
    },
  }
}

interface Loop {
  readonly reader: SignalReader
  readonly waiters: PositionWaiters
  readonly nap: Nap
  readonly stall: StallWatch
  position: number
  size: number
  stopping: boolean
  /** The batch behind the one at hand, and how many signals it was asked for. */
  ahead: Promise<SignalBatch & { readonly size: number }> | undefined
}

/** Runs until it is stopped, or the warehouse fails, and returns that failure. */
async function run(deps: ProcessDeps, loop: Loop): Promise<Error | undefined> {
  const contracts = new Map(deps.contracts.map((each) => [each.name, each]))
  const loading: LoadDeps = {
    warehouse: deps.warehouse,
    contracts,
    ...(deps.assertHeld ? { assertHeld: deps.assertHeld } : {}),
    report: (unmapped) => reportUnmapped({ ...deps, contracts }, unmapped),
  }
  let failures = 0
  let rest = pauseMs
  while (!loop.stopping) {
    try {
      const got = await step(loading, loop)
      failures = 0
      await loop.stall.worked()
      rest = got === 'none' ? Math.min(longestPauseMs, rest * 2) : pauseMs
      if (got !== 'full') await loop.nap.sleep(rest)
    } catch (error) {
      if (error instanceof WarehouseError && error.trouble !== 'memory') return error
      failures += 1
      loop.ahead = undefined
      loop.size = Math.max(smallestBatch, loop.size >> 1)
      if (error instanceof MovedError) loop.position = await readProgress(deps.warehouse)
      const { position } = loop
      deps.log.warn({ err: error, position, failures }, 'signals were not loaded; trying again')
      await loop.stall.failed(position, error)
      await loop.nap.sleep(backoffMs({ baseMs: 200, capMs: 5_000 }, failures, Math.random()))
    }
  }
  return undefined
}

/** Loads the next batch; says whether it was full, and more is likely waiting. */
async function step(loading: LoadDeps, loop: Loop): Promise<'full' | 'part' | 'none'> {
  const { signals, isCut, size } = await (loop.ahead ?? readAhead(loop, loop.position))
  loop.ahead = undefined
  const last = signals.at(-1)
  if (!last || loop.stopping) return 'none'
  const full = isCut || signals.length === size
  if (isCut) loop.size = signals.length
  // The database reads the next batch while this one is written.
  if (full) loop.ahead = readAhead(loop, last.position)
  const started = performance.now()
  loop.position = await load(loading, loop.position, signals)
  loop.waiters.reached(loop.position)
  loop.size = nextBatchSize(
    isCut ? signals.length : size,
    signals.length,
    performance.now() - started,
  )
  return full ? 'full' : 'part'
}

function readAhead({ reader, size }: Loop, after: number): NonNullable<Loop['ahead']> {
  const batch = reader.read(after, size).then((read) => ({ ...read, size }))
  // Whoever awaits it hears of a failure; nobody does when the batch before it fails first.
  batch.catch(() => {})
  return batch
}
