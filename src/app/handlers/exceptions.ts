import type { Result } from '../../core/result.ts'
import {
  assignException,
  commentException,
  listExceptions,
  resolveException,
  showException,
  type DeskRefusal,
} from '../../exceptions/index.ts'
import { heldUnder } from '../../pipeline/ingestion/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import type { exceptionEndpoints } from '../api/exceptions.ts'
import type { Handlers } from '../server/handlers.ts'
import { conflict, invalid, notFound } from '../server/refusal.ts'

/** The exceptions desk over HTTP. Who does something is the key's name. */
export function exceptionHandlers(deps: {
  readonly db: Database
  readonly clock: Clock
}): Pick<Handlers, keyof typeof exceptionEndpoints> {
  return {
    async listExceptions({ query: { after, limit, ...filter } }) {
      const page = await listExceptions(deps, filter, { after, limit })
      if (!page.ok) throw invalid(page.error, 'query/after')
      return page.value
    },
    async showException({ params: { id } }) {
      const found = await showException(
        { ...deps, heldUnder: (exception) => heldUnder(deps, exception) },
        id,
      )
      if (!found) throw notFound(`there is no exception ${id}`)
      return found
    },
    async resolveException({ params: { id }, body: { reason } }, { name: by }) {
      return done(id, await resolveException(deps, id, { by, reason }))
    },
    async assignException({ params: { id }, body: { owner } }, { name: by }) {
      return done(id, await assignException(deps, id, { by, owner }))
    },
    async commentException({ params: { id }, body: { note } }, { name: by }) {
      return done(id, await commentException(deps, id, { by, note }))
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
