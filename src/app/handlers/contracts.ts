import type { Contract } from '../../contracts/index.ts'
import type { contractEndpoints } from '../api/contracts.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { notFound } from '../server/refusal.ts'

/** Contracts and sources over HTTP. */
export function contractHandlers({
  workspace,
  contracts,
}: AppContext): Pick<Handlers, keyof typeof contractEndpoints> {
  const shown = (contract: Contract) => ({
    name: contract.name,
    version: contract.version,
    system: contract.from.name,
    owner: contract.owner,
    keep: contract.keep,
    means: contract.means ?? null,
    freshWithin: contract.fresh?.within ?? null,
    runbook: contract.runbook ?? null,
    decision: contract.decision ?? null,
    builtIn: !workspace.contracts.some(({ name }) => name === contract.name),
    payload: contract.payload,
    failures: contract.failures,
  })
  return {
    async listContracts() {
      return { contracts: contracts.map(shown) }
    },
    async showContract({ params: { name } }) {
      const found = contracts.find((each) => each.name === name)
      if (!found) throw notFound(`there is no contract '${name}'`)
      return shown(found)
    },
    async listSources() {
      return {
        sources: workspace.sources.map(({ name, contract, from, every }) => ({
          name,
          contract: contract.name,
          door: from.door,
          path: from.door === 'file' ? from.path : null,
          format: from.door === 'file' ? from.format : null,
          every: every ?? null,
        })),
      }
    },
  }
}
