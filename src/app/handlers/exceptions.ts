import type { Result } from '../../core/result.ts'
import {
  assignException,
  commentException,
  countDesk,
  listExceptions,
  reopenException,
  resolveException,
  settleMany,
  showException,
  type DeskRefusal,
} from '../../exceptions/index.ts'
import { heldUnder } from '../../pipeline/ingestion/index.ts'
import type { exceptionEndpoints } from '../api/exceptions.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { conflict, invalid, notFound } from '../server/refusal.ts'
import { explainException } from './explain-exception.ts'

/** The exceptions desk over HTTP. Who does something is the caller's name. */
export function exceptionHandlers(
  deps: AppContext,
): Pick<Handlers, keyof typeof exceptionEndpoints> {
  return {
    async countExceptions() {
      const counts = await countDesk(deps, deps.clock.now())
      return { ...counts, owners: withEverybody(deps, counts.owners) }
    },
    async listExceptions({ query: { after, limit, overdue, search, ...filter } }) {
      const dueBefore = overdue ? deps.clock.now() : undefined
      const words = search?.split(/\s+/).filter(Boolean)
      const page = await listExceptions(deps, { ...filter, dueBefore, words }, { after, limit })
      if (!page.ok) throw invalid(page.error, 'query/after')
      return page.value
    },
    async showException({ params: { id } }) {
      const found = await showException(
        { ...deps, heldUnder: (exception) => heldUnder(deps, exception) },
        id,
      )
      if (!found) throw notFound(`there is no exception ${id}`)
      return { ...found, ...(await explainException(deps, found)) }
    },
    async resolveException({ params: { id }, body: { reason } }, { name: by }) {
      const resolved = done(id, await resolveException(deps, id, { by, reason }))
      return { ...resolved, held: (await heldUnder(deps, id)).held }
    },
    async assignException({ params: { id }, body: { owner } }, { name: by }) {
      return done(id, await assignException(deps, id, { by, owner }))
    },
    async commentException({ params: { id }, body: { note } }, { name: by }) {
      return done(id, await commentException(deps, id, { by, note }))
    },
    async reopenException({ params: { id } }, { name: by }) {
      return done(id, await reopenException(deps, id, { by }))
    },
    async resolveExceptions({ body: { ids, reason } }, { name: by }) {
      return settleMany(ids, (id) => resolveException(deps, id, { by, reason }))
    },
    async assignExceptions({ body: { ids, owner } }, { name: by }) {
      return settleMany(ids, (id) => assignException(deps, id, { by, owner }))
    },
    async reopenExceptions({ body: { ids } }, { name: by }) {
      return settleMany(ids, (id) => reopenException(deps, id, { by }))
    },
  }
}

function done(id: number, outcome: Result<void, DeskRefusal>): { id: number } {
  if (outcome.ok) return { id }
  const { refused, detail } = outcome.error
  if (refused === 'unknown') throw notFound(detail)
  if (refused === 'settled') throw conflict(detail)
  throw invalid(detail)
}

type Counted = Awaited<ReturnType<typeof countDesk>>['owners']

/** Those who have something open, then every other owner that the workspace names. */
function withEverybody({ contracts, routes }: AppContext, busy: Counted): Counted {
  const named = [...routes, ...contracts].map(({ owner }) => owner)
  const idle = [...new Set(named)].filter((name) => !busy.some((each) => each.name === name))
  return [...busy, ...idle.sort().map((name) => ({ name, open: 0, overdue: 0 }))]
}
