import { describePaths, type Contract } from '../../contracts/index.ts'
import { readRecords } from '../../decisions/index.ts'
import { countOpenBy } from '../../exceptions/index.ts'
import { declaredColumns, lookAtDoor, type PendingRetry } from '../../pipeline/ingestion/index.ts'
import type { integrationEndpoints } from '../api/integrations.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { notFound } from '../server/refusal.ts'
import { sourceStates } from '../source-states.ts'
import { readRunbook } from './read-runbook.ts'

type Look = Awaited<ReturnType<typeof look>>

/** Systems, their contracts and how these are kept, over HTTP. */
export function integrationHandlers(
  context: AppContext,
): Pick<Handlers, keyof typeof integrationEndpoints> {
  const { contracts, clock, folder } = context
  const find = (name: string): Contract => {
    const contract = contracts.find((each) => each.name === name)
    if (contract) return contract
    throw notFound(`there is no contract '${name}'`)
  }
  return {
    async listIntegrations() {
      const seen = await look(context)
      const bySystem = Map.groupBy(contracts, ({ from }) => from.name)
      const systems = [...bySystem].map(([name, own]) => ({
        name,
        title: own[0]!.from.title,
        contracts: own.map((contract) => describe(context, seen, contract)),
      }))
      return { at: clock.now(), systems }
    },
    async showIntegration({ params: { contract: name } }) {
      const contract = find(name)
      const seen = await look(context)
      return {
        ...describe(context, seen, contract),
        at: clock.now(),
        systemTitle: contract.from.title,
        keep: contract.keep,
        runbook: contract.runbook ?? null,
        decision: contract.decision ?? null,
        call: contract.call ?? null,
        payload: contract.payload,
        paths: describePaths(contract),
        columns: columnsOf(context, seen, contract),
      }
    },
    async showRunbook({ params: { contract: name } }) {
      const runbook = await readRunbook(folder, find(name), await readRecords(folder))
      if (runbook) return runbook
      throw notFound(`the contract '${name}' names no runbook`)
    },
  }
}

async function look(context: AppContext) {
  const { db, clock } = context
  const [door, counts, stateOf] = await Promise.all([
    lookAtDoor(context),
    countOpenBy(db, clock.now()),
    sourceStates(context),
  ])
  const open = new Map(
    counts.filter(({ by }) => by === 'contract').map(({ name, open: many }) => [name, many]),
  )
  return { door, open, stateOf }
}

function describe(
  { workspace, pulls }: AppContext,
  { door, open, stateOf }: Look,
  contract: Contract,
) {
  const own = workspace.sources.filter((each) => each.contract.name === contract.name)
  return {
    contract: contract.name,
    version: contract.version,
    system: contract.from.name,
    owner: contract.owner,
    means: contract.means ?? null,
    builtIn: !workspace.contracts.some(({ name }) => name === contract.name),
    promise: contract.fresh?.within ?? null,
    ...door.of(contract),
    open: open.get(contract.name) ?? 0,
    sources: own.map((source) => {
      const { name, from, every } = source
      const { retry, pausedBy } = stateOf(source)
      return {
        name,
        door: from.door,
        path: from.door === 'file' ? from.path : null,
        format: from.door === 'file' ? from.format : null,
        every: every ?? null,
        lastReadAt: door.pulled.get(name) ?? null,
        reading: pulls.current(name)?.id ?? null,
        retry: retry ? retryOf(retry) : null,
        pausedBy: from.door === 'file' ? (pausedBy ?? null) : null,
      }
    }),
  }
}

const retryOf = ({ mode, attempt, times, at, since, run }: PendingRetry) => ({
  mode,
  attempt,
  times,
  at,
  since,
  run,
})

/** How the columns of the files that were read last differ from those that the contract names. */
function columnsOf({ workspace }: AppContext, { door }: Look, contract: Contract) {
  const declared = declaredColumns(contract.payload).all
  return workspace.sources.flatMap(({ name, contract: { name: of } }) => {
    const last = of === contract.name ? door.columns.get(name) : undefined
    if (!last) return []
    const { columns: seen, seenAt } = last
    return [
      {
        source: name,
        seenAt,
        seen,
        added: seen.filter((column) => !declared.includes(column)),
        absent: declared.filter((column) => !seen.includes(column)),
      },
    ]
  })
}
