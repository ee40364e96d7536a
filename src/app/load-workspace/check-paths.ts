import { unkeptPaths } from '../../pipeline/ingestion/index.ts'
import type { Workspace } from '../define.ts'
import type { Finding } from './finding.ts'
import { placeOf } from './place-of.ts'

/** The paths of contracts that the doors of their sources cannot carry out. */
export function checkPaths(
  folder: string,
  { contracts, sources }: Pick<Workspace, 'contracts' | 'sources'>,
): Finding[] {
  return contracts.flatMap((contract) => {
    const own = sources.filter((source) => source.contract.name === contract.name)
    const unkept = unkeptPaths(
      contract,
      own.map(({ from }) => from.door),
    )
    return unkept.map((why) => ({
      ...placeOf(folder, 'name', contract.name),
      message: `the contract '${contract.name}': ${why}`,
    }))
  })
}
