import { finalPath, type Contract } from '../../contracts/index.ts'
import { raise, type RaiseDeps } from '../../exceptions/index.ts'
import { staleContracts } from './freshness.ts'
import { lastTimes } from './run-store.ts'

/**
 * Puts every broken freshness promise on the desk, once however often it is looked at.
 * @param since when Linchpin began to watch, for contracts that never brought anything
 * @returns how many promises are broken
 */
export async function raiseStale(
  deps: RaiseDeps,
  contracts: readonly Contract[],
  since: Date,
): Promise<number> {
  const times = await lastTimes(deps.db)
  const stale = staleContracts(contracts, times, since, deps.clock.now())
  for (const trouble of stale) {
    const contract = contracts.find(({ name }) => name === trouble.contract)!
    const path = finalPath(contract.failures.stale)
    if (path.path !== 'ignore') {
      await raise(deps, { ...trouble, route: path.route, due: path.due })
    }
  }
  return stale.length
}
