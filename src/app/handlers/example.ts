import type { exampleEndpoints } from '../api/example.ts'
import type { AppContext } from '../context.ts'
import { openRemovals } from '../example/remove-example.ts'
import { exampleState } from '../example/state.ts'
import type { Handlers } from '../server/handlers.ts'
import { conflict } from '../server/refusal.ts'

/** The workspace's example over HTTP: how far it is, and its end. */
export function exampleHandlers(
  context: AppContext,
): Pick<Handlers, keyof typeof exampleEndpoints> {
  const { progress, removal } = exampleState(context.stateFolder)
  const removals = openRemovals(context)
  const show = async () => {
    const [made, gone] = await Promise.all([progress.read(), removal.read()])
    return {
      state: gone?.state ?? made?.state ?? ('none' as const),
      step: (gone ? undefined : made?.step) || null,
      done: gone ? 0 : (made?.done ?? 0),
      total: gone ? 0 : (made?.total ?? 0),
      until: made?.until ?? null,
      readyAt: made?.readyAt ?? null,
    }
  }
  return {
    showExample: show,
    async removeExample(_, { name: by }) {
      const refused = await removals.remove(by)
      if (refused !== undefined) throw conflict(refused)
      return show()
    },
  }
}
