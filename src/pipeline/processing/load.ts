import type { Contract } from '../../contracts/index.ts'
import { WarehouseError, type Warehouse, type WarehouseTx } from '../../platform/warehouse/index.ts'
import { factSchema } from './fact-schema.ts'
import { joinIdentities } from './identity.ts'
import { prepareBatch, type PreparedBatch } from './prepare-batch.ts'
import type { Signal } from './signal.ts'
import type { Unmapped } from './transform.ts'
import {
  addIdentifiers,
  appendUnmapped,
  deleteVersions,
  mergePersons,
  moveProgress,
  personsOf,
  readProgress,
} from './warehouse-store.ts'

export interface LoadDeps {
  readonly warehouse: Pick<Warehouse, 'transaction'>
  readonly contracts: ReadonlyMap<string, Contract>
  /**
   * Told what failed, inside the transaction and before its commit: when the process dies between
   * the two, the same trouble is told again, and never lost.
   */
  readonly report: (unmapped: readonly Unmapped[]) => Promise<void>
  /** Throws when another process may write by now. Awaited before the desk is told, and last before the commit. */
  readonly assertHeld?: () => Promise<void>
}

/** The warehouse is not at the position that the batch follows: somebody else has loaded meanwhile. */
export class MovedError extends Error {
  override name = 'MovedError'
}

/** A table would not take a row. */
class UnfitError extends Error {
  override name = 'UnfitError'
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/**
 * Loads one batch: facts, persons, what failed, and the position, all in one transaction of the
 * warehouse, so that each signal counts exactly once wherever the process dies.
 * @param after the position that the warehouse must be at
 * @returns the position that it is at now
 * @throws MovedError, and nothing is changed, when it was elsewhere
 */
export async function load(
  deps: LoadDeps,
  after: number,
  signals: readonly Signal[],
): Promise<number> {
  if (signals.length === 0) return after
  const batch = prepareBatch(deps.contracts, signals)
  try {
    await deps.warehouse.transaction((tx) => write(deps, tx, after, batch))
    return batch.upTo
  } catch (error) {
    if (!(error instanceof UnfitError)) throw error
    if (signals.length === 1) return skip(deps, after, signals[0]!, error)
    // Something in here cannot be written. Halving the batch finds it and lets the others through.
    const half = signals.length >> 1
    const middle = await load(deps, after, signals.slice(0, half))
    return load(deps, middle, signals.slice(half))
  }
}

async function write(
  { report, assertHeld = async () => {} }: LoadDeps,
  tx: WarehouseTx,
  after: number,
  { upTo, rows, replaced, links, unmapped }: PreparedBatch,
): Promise<void> {
  const at = await readProgress(tx)
  if (at !== after) throw new MovedError(`the warehouse is at ${at}, not at ${after}`)

  const held = [...replaced].filter((position) => position <= after)
  if (held.length > 0) await deleteVersions(tx, held)
  for (const [kind, values] of rows) {
    const { name, columns } = factSchema[kind]!
    try {
      await tx.append(
        name,
        columns.map((column) => column.name),
        values,
      )
    } catch (error) {
      // Troubles of disk, memory or file cannot be mended by leaving a row out.
      throw error instanceof WarehouseError ? error : new UnfitError(error)
    }
  }
  const failed = [...unmapped]
  if (links.length > 0) {
    const known = await personsOf(tx, new Set(links.flatMap(({ same }) => same)))
    const { added, merged, refused } = joinIdentities(known, links)
    await mergePersons(tx, merged)
    await addIdentifiers(tx, added)
    for (const { link, pair } of refused) {
      failed.push({
        position: link.position,
        contract: link.contract,
        mode: 'conflict',
        about: 'identity',
        reason: `${pair[0]} and ${pair[1]} belong to two different users and were not joined`,
      })
    }
  }
  await appendUnmapped(
    tx,
    failed.filter(({ position }) => !replaced.has(position)),
  )
  await moveProgress(tx, upTo)
  if (failed.length > 0) {
    await assertHeld()
    await report(failed)
  }
  await assertHeld()
}

/** Goes past a signal whose facts cannot be written, and says so. */
async function skip(
  deps: LoadDeps,
  after: number,
  { position, contract, supersedes }: Signal,
  { message: reason }: UnfitError,
): Promise<number> {
  const nothing: PreparedBatch = {
    upTo: position,
    rows: new Map(),
    replaced: new Set(supersedes === null ? [] : [supersedes]),
    links: [],
    unmapped: [{ position, contract, mode: 'violation', about: 'becomes', reason }],
  }
  await deps.warehouse.transaction((tx) => write(deps, tx, after, nothing))
  return position
}
