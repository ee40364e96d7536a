import type { Contract } from '../../contracts/index.ts'
import { raise, recover, type RaiseDeps } from '../../exceptions/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Warehouse } from '../../platform/warehouse/index.ts'
import { compareMappings, mappingOf, type UsedMapping } from './mapping.ts'
import { hasSignalsBetween } from './store.ts'
import { readProgress, replaceMappings, selectMappings } from './warehouse-store.ts'

export interface NoticeDeps extends RaiseDeps {
  readonly contracts: readonly Contract[]
  readonly log: Log
}

const about = 'the mapping of older facts'

/**
 * Notices that facts are about to go on under other mappings than they were made under so far, and says
 * so at the desk, once; facts are a function of the signals and of one mapping only after a rebuild.
 * What a rebuild has mended is taken off the desk. Before processing goes on.
 */
export async function noticeMappings(
  deps: NoticeDeps,
  warehouse: Pick<Warehouse, 'query' | 'transaction'>,
): Promise<void> {
  const { db, contracts, clock, log } = deps
  const { rewritten, changed, uniform } = await compareMappings(
    contracts.map(mappingOf),
    await selectMappings(warehouse),
    (contract, after, upTo) => hasSignalsBetween(db, contract, after, upTo),
    { position: await readProgress(warehouse), at: clock.now() },
  )
  for (const { was, now } of changed) {
    const { owner } = contracts.find(({ name }) => name === now.contract)!
    const title = titleOf(was, now)
    log.warn({ contract: now.contract }, title)
    // Told before it is written down: who dies in between tells it again.
    await raise(deps, {
      mode: 'stale',
      contract: now.contract,
      owner,
      title,
      about,
      detail: { rebuild: true, before: now.at, was: was.version, now: now.version },
    })
  }
  if (rewritten.size > 0) {
    await warehouse.transaction((tx) => replaceMappings(tx, rewritten))
  }
  const mended = uniform.map((contract) => ({ mode: 'stale' as const, contract, about }))
  const reason = 'all facts are made under the mapping of today'
  await recover(deps, mended, { by: '', reason })
}

function titleOf(was: UsedMapping, now: UsedMapping): string {
  const day = now.at.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  const by =
    was.version === now.version ? `an earlier mapping of ${was.version}` : `version ${was.version}`
  return `${now.contract}: facts from before ${day} were made by ${by}; run linchpin rebuild`
}
