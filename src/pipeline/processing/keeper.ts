import type { Contract } from '../../contracts/index.ts'
import { raise, type RaiseDeps } from '../../exceptions/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { HeldLease } from '../../platform/lease/index.ts'
import type { Log } from '../../platform/log.ts'
import { WarehouseError } from '../../platform/warehouse/index.ts'
import { FactSchemaError, OutdatedFactsError } from './create-fact-tables.ts'
import { nap, type Nap } from './nap.ts'
import { openFacts, type OpenFacts } from './open-facts.ts'
import { SignalsBehindError } from './process.ts'
import { removeUnfinished } from './rebuild.ts'
import { warehouseHandle, type WarehouseHandle } from './warehouse-handle.ts'

export interface KeepDeps extends Omit<RaiseDeps, 'db'> {
  readonly db: Database
  readonly contracts: readonly Contract[]
  readonly log: Log
}

export interface KeepOptions {
  readonly file: string
  readonly memoryLimit?: string
  readonly threads?: number
}

/**
 * - `standby`: another process holds the warehouse
 * - `opening`: it is ours, and being opened, or made anew because another version made it
 * - `serving`: it answers, and processing runs
 * - `failed`: it cannot be opened; the reason says what to do
 */
export type WarehouseState = 'standby' | 'opening' | 'serving' | 'failed'

/** All that a process remembers about the warehouse that it keeps or stands by for. */
export interface Keeper {
  readonly deps: KeepDeps
  readonly options: KeepOptions
  readonly handle: WarehouseHandle
  readonly nap: Nap
  lease: HeldLease | undefined
  facts: OpenFacts | undefined
  /** How often it was opened: each time its facts may be others, at the same position. */
  openings: number
  state: WarehouseState
  /** What the file holds was made by another version: it has to be made anew before it can be opened. */
  outdated: boolean
  /** Why it does not serve. */
  reason: string | undefined
  rebuilding: Promise<void> | undefined
  /** Opening, closing and changing over take turns. */
  turn: Promise<unknown>
}

const elsewhere = 'another process holds the warehouse; ask that one'
const reopenMs = 5_000

export const keeperOf = (deps: KeepDeps, options: KeepOptions): Keeper => ({
  deps,
  options,
  handle: warehouseHandle(elsewhere),
  nap: nap(),
  lease: undefined,
  facts: undefined,
  openings: 0,
  outdated: false,
  state: 'standby',
  reason: elsewhere,
  rebuilding: undefined,
  turn: Promise.resolve(),
})

export function inTurn<T>(keeper: Keeper, work: () => Promise<T>): Promise<T> {
  const turn = keeper.turn.catch(() => {}).then(work)
  keeper.turn = turn
  return turn
}

/** The lease is ours: opens the warehouse. When it throws, the lease is given back and tried for again. */
export async function begin(keeper: Keeper, lease: HeldLease): Promise<void> {
  keeper.lease = lease
  try {
    await removeUnfinished(keeper.options.file)
    await open(keeper, lease)
  } catch (error) {
    keeper.lease = undefined
    throw error
  }
}

/** The lease is another's, or given back: closes the warehouse. */
export async function standBy(keeper: Keeper): Promise<void> {
  const { facts } = keeper
  keeper.lease = undefined
  keeper.facts = undefined
  keeper.state = 'standby'
  keeper.reason = elsewhere
  keeper.handle.takeAway(elsewhere)
  await facts?.close()
}

/**
 * Opens the warehouse; questions wait meanwhile. Facts of another version leave it `outdated`. What
 * only a person can mend leaves it failed, with the lease kept, so that a rebuild can be asked for.
 * Any other failure is thrown.
 */
export async function open(keeper: Keeper, lease: HeldLease): Promise<void> {
  const { deps, options } = keeper
  keeper.state = 'opening'
  keeper.outdated = false
  await keeper.handle.hold(0)
  try {
    const facts = await openFacts({ ...deps, assertHeld: () => lease.assertHeld() }, options)
    keeper.facts = facts
    keeper.openings += 1
    keeper.state = 'serving'
    keeper.reason = undefined
    keeper.handle.put(facts.warehouse)
    void facts.processing.ended.then((error) => error && reopen(keeper, facts, error))
  } catch (error) {
    if (error instanceof OutdatedFactsError) return refuse(keeper, error.message)
    await fail(keeper, error as Error, 'The warehouse cannot be opened')
    if (!needsPerson(error)) throw error
  }
}

/** Says why there are no facts yet: they are made anew, which needs nobody. */
function refuse(keeper: Keeper, reason: string): void {
  keeper.outdated = true
  keeper.reason = reason
  keeper.handle.takeAway(reason)
}

const needsPerson = (error: unknown): boolean =>
  error instanceof FactSchemaError ||
  error instanceof SignalsBehindError ||
  (error instanceof WarehouseError && ['corrupt', 'newer'].includes(error.trouble))

/** Says why there are no facts to be had: to those who ask, in the log and, once, on the desk. */
async function fail(keeper: Keeper, error: Error, title: string): Promise<void> {
  const { deps } = keeper
  const known = keeper.reason === error.message
  keeper.state = 'failed'
  keeper.reason = error.message
  keeper.handle.takeAway(error.message)
  if (known) return
  deps.log.error({ err: error }, title)
  const detail = { reason: error.message }
  await raise(deps, { mode: 'unavailable', owner: 'operations', title, detail }).catch(
    (cause: unknown) => deps.log.error({ err: cause }, 'the desk could not be told'),
  )
}

/** After a failed write (a full disk, say) the warehouse works again only once it was opened anew: that is tried until it succeeds. */
async function reopen(keeper: Keeper, broken: OpenFacts, error: Error): Promise<void> {
  await inTurn(keeper, async () => {
    if (keeper.facts !== broken) return
    keeper.facts = undefined
    await fail(keeper, error, 'The warehouse cannot be written')
    await broken.close()
  })
  await keepTrying(keeper)
}

/** Opens the warehouse as soon as it can be opened, for as long as the lease is ours. */
export async function keepTrying(keeper: Keeper): Promise<void> {
  for (let settled = false; !settled;) {
    await keeper.nap.sleep(reopenMs)
    settled = await inTurn(keeper, async () => {
      const { lease } = keeper
      if (!lease || keeper.facts) return true
      return open(keeper, lease).then(
        () => true,
        () => false,
      )
    })
  }
}
