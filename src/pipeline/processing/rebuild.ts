import { rename, rm } from 'node:fs/promises'
import type { Clock } from '../../platform/clock.ts'
import type { Warehouse } from '../../platform/warehouse/index.ts'
import { openWarehouse } from '../../platform/warehouse/index.ts'
import { largestBatch } from './batch-size.ts'
import { createFactTables } from './create-fact-tables.ts'
import { load, type LoadDeps } from './load.ts'
import { usedFromStart } from './mapping.ts'
import type { SignalReader } from './signal.ts'
import { checkpoint, knownFailures, replaceMappings } from './warehouse-store.ts'
import type { Unmapped } from './transform.ts'

/** How far a rebuild has come. */
export interface RebuildProgress {
  readonly position: number
  readonly last: number
}

export interface RebuildDeps extends Omit<LoadDeps, 'warehouse'> {
  readonly reader: SignalReader
  readonly clock: Clock
}

/** Facts being made anew beside the ones that are served. */
export interface Rebuild {
  /** Makes the facts up to a position, and tells after each batch how far it is. */
  upTo(last: number, progress?: (progress: RebuildProgress) => void): Promise<void>
  /** Lets go of the new file, complete on disk, and puts it in the place of the old one, which nobody may have open. */
  replace(): Promise<void>
  /** Gives it up, unless it has taken the old one's place; what is served is untouched. */
  discard(): Promise<void>
}

const newFile = (file: string): string => `${file}.rebuild`

async function remove(file: string): Promise<void> {
  await Promise.all([rm(file, { force: true }), rm(`${file}.wal`, { force: true })])
}

/** Removes what a rebuild that died has left. */
export const removeUnfinished = (file: string): Promise<void> => remove(newFile(file))

/**
 * Starts to make all facts anew in a second file. Killed at any moment, it leaves either the old
 * facts or the new ones.
 * @param served the facts as they are now: a failure that they know is not told again
 */
export async function startRebuild(
  deps: RebuildDeps,
  file: string,
  served: Pick<Warehouse, 'query'> | undefined,
): Promise<Rebuild> {
  await removeUnfinished(file)
  const warehouse = await openWarehouse({ file: newFile(file) })
  await prepare(deps, warehouse).catch(async (error: unknown) => {
    await warehouse.close()
    throw error
  })
  const report = async (unmapped: readonly Unmapped[]): Promise<void> => {
    const known = served ? await knownFailures(served, unmapped) : new Set<string>()
    const fresh = unmapped.filter(({ position, mode }) => !known.has(`${position} ${mode}`))
    if (fresh.length > 0) await deps.report(fresh)
  }
  let position = 0
  let size = largestBatch
  return {
    async upTo(last, progress) {
      while (position < last) {
        const { signals, isCut } = await deps.reader.read(position, size)
        size = isCut ? signals.length : Math.min(largestBatch, size * 2)
        const wanted = signals.filter((signal) => signal.position <= last)
        if (wanted.length === 0) return
        position = await load({ ...deps, warehouse, report }, position, wanted)
        progress?.({ position, last })
      }
    },
    async replace() {
      await checkpoint(warehouse)
      await warehouse.close()
      // A log of the old file must never be read into the new one. Without it the old file is still
      // whole, only some batches older.
      await rm(`${file}.wal`, { force: true })
      await rename(newFile(file), file)
    },
    async discard() {
      await warehouse.close()
      await removeUnfinished(file)
    },
  }
}

/** Makes the tables, and writes down under which mappings their facts are made. */
async function prepare({ contracts, clock }: RebuildDeps, warehouse: Warehouse): Promise<void> {
  await createFactTables(warehouse)
  const mappings = Map.groupBy(
    usedFromStart(contracts.values(), clock.now()),
    ({ contract }) => contract,
  )
  await warehouse.transaction((tx) => replaceMappings(tx, mappings))
}
