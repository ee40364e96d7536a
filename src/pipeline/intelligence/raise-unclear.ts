import { finalPath, type Contract } from '../../contracts/index.ts'
import { raise, recover, type RaiseDeps, type Trouble } from '../../exceptions/index.ts'
import type { WarehouseQueryable } from '../../platform/warehouse/index.ts'
import { findUnclearContent } from './content-names.ts'
import { findUnclear, type Unclear } from './references.ts'

const sorts = {
  opportunity: {
    what: 'deals that several systems have',
    remedy: "say in becomes which system's deals they are: opportunity: idIn(system, id)",
  },
  account: {
    what: 'accounts that several systems have',
    remedy: "say in becomes which system's accounts they are: account: idIn(system, id)",
  },
  content: {
    what: 'content that several collections have',
    remedy: "say which collection a path is of: content: { blog: '/blog/:slug' }",
  },
} as const
const abouts = Object.keys(sorts) as readonly (keyof typeof sorts)[]

/**
 * Puts references that several systems or collections have a record for on the desk, once however often it is looked
 * at, and takes off it what is clear by now.
 * @returns how many are open
 */
export async function raiseUnclear(
  deps: RaiseDeps,
  warehouse: WarehouseQueryable,
  contracts: readonly Contract[],
): Promise<number> {
  const unclear = [...(await findUnclear(warehouse)), ...(await findUnclearContent(warehouse))]
  const open = unclear.flatMap((each) => troubleOf(contracts, each))
  for (const trouble of open) await raise(deps, trouble)
  const isOpen = new Set(open.map(({ contract, about }) => `${contract} ${about}`))
  const over = contracts.flatMap(({ name: contract }) =>
    abouts
      .map((about) => ({ mode: 'conflict' as const, contract, about: aboutOf(about) }))
      .filter((each) => !isOpen.has(`${contract} ${each.about}`)),
  )
  await recover(deps, over, { by: 'linchpin', reason: 'every reference means one record now' })
  return open.length
}

const aboutOf = (about: Unclear['about']): string => `reference: ${about}`

function troubleOf(
  contracts: readonly Contract[],
  { contract: name, about, facts, examples }: Unclear,
): Trouble[] {
  const contract = contracts.find((each) => each.name === name)
  const path = contract && finalPath(contract.failures.conflict)
  if (!contract || !path || path.path === 'ignore') return []
  const { what, remedy } = sorts[about]
  return [
    {
      mode: 'conflict',
      contract: name,
      owner: contract.owner,
      route: path.route,
      due: path.due,
      title: `${name}: it names ${what}, so none of it is credited`,
      about: aboutOf(about),
      detail: { reason: remedy, facts, ids: examples },
    },
  ]
}
