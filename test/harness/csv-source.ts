import {
  defineContract,
  defineSystem,
  standardPaths,
  t,
  type ContractSpec,
} from '../../src/contracts/define.ts'
import { csv, defineSource } from '../../src/pipeline/ingestion/define.ts'

const crm = defineSystem({ name: 'crm' })
const standard = standardPaths({ owner: 'revops' })

/** A source of one CSV file with ids in it, `NAME.csv`, under a contract of its own, `crm.NAME`. */
export const csvSource = (name: string, failures: Partial<ContractSpec<never>['failures']> = {}) =>
  defineSource({
    name,
    contract: defineContract({
      name: `crm.${name}`,
      version: '1.0.0',
      from: crm,
      owner: 'revops',
      payload: t.Object({ id: t.String() }),
      key: ({ id }) => id,
      failures: { ...standard, ...failures },
      becomes: () => [],
    }),
    from: csv(`${name}.csv`),
  })
