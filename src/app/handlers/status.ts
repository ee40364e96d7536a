import { may } from '../../accounts/define.ts'
import { countOpen } from '../../exceptions/index.ts'
import type { statusEndpoints } from '../api/status.ts'
import type { AppContext } from '../context.ts'
import { openRebuilds } from '../rebuilds.ts'
import type { Handlers } from '../server/handlers.ts'
import { conflict } from '../server/refusal.ts'
import { version } from '../version.ts'

/** How Linchpin is, and the making anew of its facts, over HTTP. */
export function statusHandlers(context: AppContext): Pick<Handlers, keyof typeof statusEndpoints> {
  const rebuilds = openRebuilds(context)
  const { db, facts, clock, workspace, folder, edgeUrl } = context
  return {
    async showStatus(_, { standing }) {
      const mayManage = standing !== undefined && may(standing, 'manage', 'workspace')
      const { state, reason = null } = facts.state()
      return {
        version,
        workspace: workspace.name,
        folder: mayManage ? folder : null,
        edge: edgeUrl ?? null,
        facts: {
          state,
          reason,
          position: facts.position() ?? null,
          lag: (await facts.lag()) ?? null,
        },
        desk: await countOpen(db, clock.now()),
      }
    },
    async startRebuild() {
      const { state, reason = 'another process holds the warehouse; ask that one' } = facts.state()
      if (state === 'standby') throw conflict(reason)
      return rebuilds.start()
    },
    async showRebuild() {
      return rebuilds.state()
    },
  }
}
