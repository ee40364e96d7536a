import { listRuns } from '../../pipeline/ingestion/index.ts'
import type { runEndpoints } from '../api/runs.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { conflict, notFound } from '../server/refusal.ts'

/** Readings of sources over HTTP. */
export function runHandlers({
  db,
  workspace,
  pulls,
}: AppContext): Pick<Handlers, keyof typeof runEndpoints> {
  return {
    async startPull({ params: { name }, query: { again = false } }) {
      const source = workspace.sources.find((each) => each.name === name)
      if (!source) throw notFound(`there is no source '${name}'`)
      if (source.from.door !== 'file') {
        throw conflict(`${name} is not read: its records are sent to the collector`)
      }
      return pulls.start(source, { again })
    },
    async showPull({ params: { id } }) {
      const found = pulls.find(id)
      if (!found) throw notFound(`this process knows no reading ${id}; see /api/runs`)
      return found
    },
    async listRuns({ query }) {
      const { after, limit, ...filter } = query
      return listRuns({ db }, filter, { after, limit })
    },
  }
}
