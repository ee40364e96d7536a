import type { Database } from '../../platform/database/index.ts'
import { createKey, listKeys, revokeKey } from '../../platform/secrets/index.ts'
import type { keyEndpoints } from '../api/keys.ts'
import type { Workspace } from '../define.ts'
import type { Handlers } from '../server/handlers.ts'
import { invalid, notFound } from '../server/refusal.ts'

/** Keys over HTTP. */
export function keyHandlers(deps: {
  readonly db: Database
  readonly workspace: Workspace
}): Pick<Handlers, keyof typeof keyEndpoints> {
  return {
    async listKeys() {
      return { keys: await listKeys(deps) }
    },
    async createKey({ body }) {
      if (body.kind === 'write') checkSource(deps.workspace, body.scope)
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

/** A key that could not write anywhere would only fail later, at somebody else's desk. */
function checkSource({ sources }: Workspace, scope: string | undefined): void {
  const names = sources.filter(({ from }) => from.door === 'collector').map(({ name }) => name)
  const choice = names.length > 0 ? `: ${names.join(', ')}` : '; declare one from: collector()'
  if (scope === undefined ? names.length === 1 : names.includes(scope)) return
  // Edges on other machines send what they showed with a key of this scope.
  if (scope === 'edge') return
  throw invalid(
    scope === undefined && names.length > 0
      ? `say as the scope which source the key writes to${choice}`
      : `there is no collector source${scope === undefined ? '' : ` '${scope}'`}${choice}`,
    'body/scope',
  )
}
