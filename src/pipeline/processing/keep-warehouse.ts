import { holdLease, type HeldLease } from '../../platform/lease/index.ts'
import { openWarehouse, type WarehouseReader } from '../../platform/warehouse/index.ts'
import {
  begin,
  inTurn,
  keeperOf,
  keepTrying,
  open,
  standBy,
  type KeepDeps,
  type Keeper,
  type KeepOptions,
  type WarehouseState,
} from './keeper.ts'
import type { OpenFacts } from './open-facts.ts'
import { startRebuild, type Rebuild, type RebuildProgress } from './rebuild.ts'
import { reportUnmapped } from './report-unmapped.ts'
import { signalReader } from './store.ts'
import type { Stall } from './watch-stall.ts'
import { WarehouseAwayError } from './warehouse-handle.ts'

/** The warehouse as one of perhaps several app processes has it. */
export interface KeptWarehouse extends WarehouseReader {
  state(): { readonly state: WarehouseState; readonly reason: string | undefined }
  /** The position up to which signals are in the facts, or undefined unless it serves. */
  position(): number | undefined
  /** Another one whenever the facts are others; undefined unless it serves. */
  mark(): string | undefined
  /** How many positions that is behind the last signal, or undefined unless it serves. */
  lag(): Promise<number | undefined>
  /**
   * Returns 0 when everything that had landed at the call is in the facts. While that is not to be
   * expected soon, it says after a while how many positions are not: as many signals at most.
   * @throws WarehouseAwayError when it does not serve
   */
  caughtUp(): Promise<number>
  /** Where processing has stood still for a minute or longer, and why. */
  stall(): Stall | undefined
  /**
   * Makes all facts anew while the old ones are served, then changes over.
   * @throws WarehouseAwayError when another process holds it, or takes it meanwhile
   */
  rebuild(progress?: (progress: RebuildProgress) => void): Promise<void>
  /** Closes the warehouse and gives the lease back. */
  stop(): Promise<void>
}

/** How long questions at hand may take before a rebuilt warehouse takes the old one's place. */
const answersMs = 10_000
/** How long after a failure facts of another version are tried to be made anew once more. */
const againMs = 5_000

/**
 * Tries for the warehouse and, while this process holds the lease on it, has it open, processes
 * signals and answers questions. Loses it cleanly: nothing is written once another may have it. Facts
 * that another version made are made anew by itself; questions are refused meanwhile, and told why.
 * Returns after the first try.
 */
export async function keepWarehouse(deps: KeepDeps, options: KeepOptions): Promise<KeptWarehouse> {
  const keeper = keeperOf(deps, options)
  const lease = await holdLease({
    url: deps.db.url,
    name: 'warehouse',
    log: deps.log,
    async onHeld(held) {
      await inTurn(keeper, () => begin(keeper, held))
      if (keeper.outdated) void renew(keeper, held)
    },
    onLost: () => inTurn(keeper, () => standBy(keeper)),
  })
  await keeper.turn.catch(() => {})
  return {
    query: (statement) => keeper.handle.query(statement),
    snapshot: (work) => keeper.handle.snapshot(work),
    state: () => ({ state: keeper.state, reason: keeper.reason }),
    position: () => keeper.facts?.processing.position(),
    mark: () => keeper.facts && `${keeper.openings}:${keeper.facts.processing.position()}`,
    lag: async () => keeper.facts?.processing.lag(),
    caughtUp: () => caughtUp(keeper),
    stall: () => keeper.facts?.processing.stall(),
    async rebuild(progress) {
      if (keeper.rebuilding) throw new WarehouseAwayError('a rebuild is under way already')
      keeper.rebuilding = rebuild(keeper, progress)
      await keeper.rebuilding.finally(() => (keeper.rebuilding = undefined))
    },
    async stop() {
      keeper.nap.wake(true)
      await inTurn(keeper, () => standBy(keeper))
      await keeper.rebuilding?.catch(() => {})
      await lease.release()
    },
  }
}

/** Whoever follows the facts waits while they change over, as those who ask them do. */
async function caughtUp(keeper: Keeper): Promise<number> {
  const { turn } = keeper
  await turn.catch(() => {})
  const { facts } = keeper
  if (!facts) throw new WarehouseAwayError(keeper.reason)
  try {
    return await facts.processing.caughtUp()
  } catch (error) {
    if (keeper.turn === turn) throw error
    return await caughtUp(keeper)
  }
}

/** Makes facts that another version made anew, for as long as the lease is ours and until it succeeds. */
async function renew(keeper: Keeper, lease: HeldLease): Promise<void> {
  await keeper.rebuilding?.catch(() => {})
  const { log } = keeper.deps
  log.info('another version made the facts; they are being made anew')
  while (keeper.lease === lease && keeper.outdated && !keeper.rebuilding) {
    try {
      keeper.rebuilding = rebuild(keeper)
      await keeper.rebuilding
    } catch (error) {
      log.warn({ err: error }, 'the facts could not be made anew; trying again')
      if (keeper.lease === lease) await keeper.nap.sleep(againMs)
    } finally {
      keeper.rebuilding = undefined
    }
  }
}

async function rebuild(
  keeper: Keeper,
  progress?: (progress: RebuildProgress) => void,
): Promise<void> {
  const { deps, options, lease, facts: served } = keeper
  if (!lease) throw new WarehouseAwayError(keeper.reason)
  const contracts = new Map(deps.contracts.map((each) => [each.name, each]))
  const reader = signalReader(deps.db)
  // Nobody is served by facts of another version, but they know which failures were told.
  const old = keeper.outdated ? await openWarehouse(options) : undefined
  const building = await startRebuild(
    {
      reader,
      contracts,
      clock: deps.clock,
      report: (unmapped) => reportUnmapped({ ...deps, contracts }, unmapped),
      async assertHeld() {
        assertUnchanged(keeper, lease, served)
        await lease.assertHeld()
      },
    },
    options.file,
    old ?? served?.warehouse,
  ).catch(async (error: unknown) => {
    await old?.close()
    throw error
  })
  try {
    // Never beyond the served facts: what they did not see is told of by whoever sees it first.
    await building.upTo(served?.processing.position() ?? (await reader.last()), progress)
    await old?.close()
    await inTurn(keeper, () => changeOver(keeper, lease, served, building))
  } finally {
    await old?.close()
    await building.discard()
  }
}

function assertUnchanged(
  keeper: Keeper,
  lease: Keeper['lease'],
  served: OpenFacts | undefined,
): void {
  if (keeper.lease === lease && keeper.facts === served) return
  throw new WarehouseAwayError(
    'the warehouse was closed or changed hands during the rebuild; the facts are as they were',
  )
}

/** Puts the new facts into the place of the old. Whatever fails, one of the two is opened afterwards. */
async function changeOver(
  keeper: Keeper,
  lease: NonNullable<Keeper['lease']>,
  served: OpenFacts | undefined,
  building: Rebuild,
): Promise<void> {
  assertUnchanged(keeper, lease, served)
  await served?.processing.stop()
  try {
    if (served) await building.upTo(served.processing.position())
    await keeper.handle.hold(answersMs)
    await served?.close()
    await building.replace()
  } finally {
    keeper.facts = undefined
    await served?.close()
    await open(keeper, lease).catch(() => void keepTrying(keeper))
  }
}
