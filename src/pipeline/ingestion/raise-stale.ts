import { finalPath, type Contract } from '../../contracts/index.ts'
import { raise, recover, type RaiseDeps } from '../../exceptions/index.ts'
import { freshnessOf, staleContracts } from './freshness.ts'
import { lastTimes } from './run-store.ts'

/**
 * Puts every broken freshness promise on the desk, once however often it is looked at, and takes off it
 * those that are kept again.
 * @param since when Linchpin began to watch, for contracts that never brought anything
 * @returns how many promises are broken
 */
export async function raiseStale(
  deps: RaiseDeps,
  contracts: readonly Contract[],
  since: Date,
): Promise<number> {
  const times = await lastTimes(deps.db)
  const now = deps.clock.now()
  const stale = staleContracts(contracts, times, since, now)
  for (const trouble of stale) {
    const contract = contracts.find(({ name }) => name === trouble.contract)!
    const path = finalPath(contract.failures.stale)
    if (path.path !== 'ignore') {
      await raise(deps, { ...trouble, route: path.route, due: path.due })
    }
  }
  // Of one that never brought anything it is not known: who watches anew gives it time anew.
  const kept = contracts.filter((contract) => {
    const { state } = freshnessOf(contract, times, now)
    return state === 'fresh' || state === 'no-promise'
  })
  await recover(
    deps,
    kept.map(({ name }) => ({ mode: 'stale', contract: name, about: name })),
    { by: '', reason: 'records come in again within the promised time' },
  )
  return stale.length
}
