import { declaredPaths, finalPath, type Contract } from '../contracts/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { selectOldestOf, type ModeOfContract } from './open-store.ts'

/**
 * The ways of failing after which an exchange stands still. A broken freshness promise is not among
 * them: not to read is what broke it.
 */
const pausingModes = (contract: Contract): ModeOfContract[] =>
  declaredPaths(contract)
    .filter(({ mode, path }) => finalPath(path).path === 'pause' && mode !== 'stale')
    .map(({ mode, face }) => ({ contract: contract.name, mode, face }))

/**
 * The exchanges that stand still, by contract, each with the exception that somebody must resolve
 * first: the oldest open one of a failure whose declared path is `pause`.
 */
export async function pausing(
  { db }: { readonly db: Queryable },
  contracts: readonly Contract[],
): Promise<ReadonlyMap<string, number>> {
  const modes = contracts.flatMap(pausingModes)
  return modes.length === 0 ? new Map() : selectOldestOf(db, modes)
}
