import type { FailureMode } from '../../contracts/index.ts'
import {
  dismiss,
  listHeld,
  previewReplay,
  replay,
  showHeld,
  type HeldFilter,
} from '../../pipeline/ingestion/index.ts'
import type { heldEndpoints } from '../api/held.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { conflict, invalid, notFound } from '../server/refusal.ts'

const mostShown = 500

/** Held records over HTTP: seen, put through the door again, or left out for good. */
export function heldHandlers(context: AppContext): Pick<Handlers, keyof typeof heldEndpoints> {
  return {
    async listHeld({ query: { after, limit, ...which } }) {
      return listHeld(context, filterOf(which), { after, limit })
    },
    async showHeld({ params: { id } }) {
      const found = await showHeld(context, id)
      if (!found) throw notFound(`there is no held record ${id}`)
      return found
    },
    async previewReplay({ query }) {
      const previews = await previewReplay(context, filterOf(query))
      if (!previews.ok) throw conflict(previews.error)
      const would = (what: string) => previews.value.filter((each) => each.would === what).length
      return {
        land: would('land'),
        filter: would('filter'),
        stay: would('stay'),
        records: previews.value.slice(0, mostShown),
      }
    },
    async replay({ body }, { name: by }) {
      const outcome = await replay(context, filterOf(body), { by })
      if (!outcome.ok) throw conflict(outcome.error)
      return outcome.value
    },
    async dismiss({ body: { reason, ...which } }, { name: by }) {
      const outcome = await dismiss(context, filterOf(which), { by, reason })
      if (!outcome.ok) throw invalid(outcome.error)
      return outcome.value
    },
  }
}

/** A replay or a dismissal of everything is never meant by leaving everything out. */
function filterOf(which: {
  readonly exception?: number
  readonly record?: number
  readonly contract?: string
  readonly mode?: FailureMode
}): HeldFilter {
  const { exception, record, contract, mode } = which
  const named = Object.values(which).filter((each) => each !== undefined).length
  if (exception !== undefined && named === 1) return { exception }
  if (record !== undefined && named === 1) return { record }
  if (contract !== undefined && exception === undefined && record === undefined) {
    return { contract, mode }
  }
  if (mode !== undefined && named === 1) return { mode }
  throw invalid('say which held records: an exception, a record, or a contract and (or) a mode')
}
