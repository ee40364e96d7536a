import { finalPath, type Contract, type FailureMode } from '../../contracts/index.ts'

/**
 * What a contract's path means for one record: `ignore` leaves it out and counts it; every other
 * path holds it apart and tells somebody.
 */
export function verdictOf(contract: Contract, mode: FailureMode): 'filter' | 'hold' {
  const path = mode === 'drift' ? contract.failures.drift.changed : contract.failures[mode]
  return finalPath(path).path === 'ignore' ? 'filter' : 'hold'
}
