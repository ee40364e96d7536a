import type { Database } from '../../platform/database/index.ts'
import { createKey, listKeys, revokeKey } from '../../platform/secrets/index.ts'
import type { keyEndpoints } from '../api/keys.ts'
import type { Handlers } from '../server/handlers.ts'
import { invalid, notFound } from '../server/refusal.ts'

/** Keys over HTTP. */
export function keyHandlers(deps: {
  readonly db: Database
}): Pick<Handlers, keyof typeof keyEndpoints> {
  return {
    async listKeys() {
      return { keys: await listKeys(deps) }
    },
    async createKey({ body }) {
      try {
        return await createKey(deps, body)
      } catch (error) {
        if (error instanceof RangeError) throw invalid(error.message, 'body')
        throw error
      }
    },
    async revokeKey({ params: { id } }) {
      const key = await revokeKey(deps, id)
      if (!key) throw notFound(`there is no key ${id}`)
      return key
    },
  }
}
