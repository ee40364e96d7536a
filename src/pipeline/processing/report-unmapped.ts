import { finalPath, type Contract } from '../../contracts/index.ts'
import { raise, type RaiseDeps, type Trouble } from '../../exceptions/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Unmapped } from './transform.ts'

export interface ReportDeps extends Omit<RaiseDeps, 'db'> {
  readonly db: Database
  readonly contracts: ReadonlyMap<string, Contract>
}

/** Who is asked about signals whose contract, and so whose owner, is gone. */
const nobody = 'operations'

/** Puts what became nothing on the desk: one exception for each kind of trouble, all in one transaction. */
export async function reportUnmapped(
  deps: ReportDeps,
  unmapped: readonly Unmapped[],
): Promise<void> {
  const troubles = groupUnmapped(deps.contracts, unmapped)
  if (troubles.length === 0) return
  await deps.db.transaction(async (db) => {
    for (const trouble of troubles) await raise({ ...deps, db }, trouble)
  })
}

/** The same contract, failure mode and subject is one trouble. What the contract ignores is only counted. */
export function groupUnmapped(
  contracts: ReadonlyMap<string, Contract>,
  unmapped: readonly Unmapped[],
): Trouble[] {
  const groups = new Map<string, [Unmapped, ...Unmapped[]]>()
  for (const each of unmapped) {
    const kind = JSON.stringify([each.contract, each.mode, each.about])
    const group = groups.get(kind)
    if (group) group.push(each)
    else groups.set(kind, [each])
  }
  return [...groups.values()].flatMap((group) => {
    const [{ contract, mode, about }] = group
    const held = contracts.get(contract)
    const declared = held && (mode === 'drift' ? held.failures.drift.changed : held.failures[mode])
    const path = declared && finalPath(declared)
    if (path?.path === 'ignore') return []
    return {
      mode,
      contract,
      owner: held?.owner ?? nobody,
      route: path?.route,
      due: path?.due,
      title: titleOf(group[0]),
      about: `facts: ${about}`,
      detail: {
        reason: group[0].reason,
        positions: group.slice(0, 20).map(({ position }) => position),
      },
      times: group.length,
    }
  })
}

function titleOf({ contract, mode, about }: Unmapped): string {
  if (mode === 'missing')
    return `${contract}: signals become no facts, because the contract is gone`
  if (mode === 'conflict') return `${contract}: identifiers of two different users were not joined`
  if (about === 'becomes') return `${contract}: signals become no facts, because the mapping fails`
  return `${contract}: signals become no facts, because of ${about || 'the record itself'}`
}
