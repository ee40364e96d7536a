import { t } from '../../core/schema.ts'
import { endpoint, object, orNull } from './endpoint.ts'

const contract = t.Object({
  name: t.String(),
  version: t.String(),
  system: t.String(),
  owner: t.String(),
  keep: t.Enum(['latest', 'first']),
  means: orNull(t.String()),
  freshWithin: orNull(t.String()),
  runbook: orNull(t.String()),
  decision: orNull(t.String()),
  builtIn: t.Boolean({ description: 'Linchpin tells itself something under it' }),
  payload: t.Unknown({ description: 'the JSON Schema of its records' }),
  failures: t.Unknown({ description: 'the declared path of each failure mode' }),
})

export const contractEndpoints = {
  listContracts: endpoint({
    method: 'GET',
    path: '/api/contracts',
    summary: 'What each system promises, and what happens when it does not',
    answer: t.Object({ contracts: t.Array(contract) }),
  }),
  showContract: endpoint({
    method: 'GET',
    path: '/api/contracts/:name',
    summary: 'One contract',
    params: object({ name: t.String() }),
    answer: contract,
    problems: [404],
  }),
  listSources: endpoint({
    method: 'GET',
    path: '/api/sources',
    summary: 'Where the records of each contract come from',
    answer: t.Object({
      sources: t.Array(
        t.Object({
          name: t.String(),
          contract: t.String(),
          door: t.Enum(['collector', 'file']),
          path: orNull(t.String()),
          format: orNull(t.String()),
          every: orNull(t.String()),
        }),
      ),
    }),
  }),
}
