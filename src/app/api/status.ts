import { t } from '../../core/schema.ts'
import { count, endpoint, orNull, time } from './endpoint.ts'

const rebuild = t.Object({
  state: t.Enum(['none', 'running', 'done', 'failed']),
  startedAt: orNull(time()),
  finishedAt: orNull(time()),
  position: orNull(count()),
  last: orNull(count()),
  error: orNull(t.String()),
})

export const statusEndpoints = {
  showStatus: endpoint({
    method: 'GET',
    path: '/api/status',
    summary: 'How Linchpin is: the facts and how far they are behind, and the desk',
    answer: t.Object({
      version: t.String(),
      workspace: t.String(),
      folder: orNull(t.String({ description: 'where the workspace lies, for who manages it' })),
      edge: orNull(t.String({ description: 'where the edge answers, if one is known' })),
      facts: t.Object({
        state: t.Enum(['standby', 'opening', 'serving', 'failed']),
        reason: orNull(t.String({ description: 'why they do not serve' })),
        position: orNull(count('the position up to which signals are in the facts')),
        lag: orNull(count('how many positions that is behind the last signal')),
      }),
      desk: t.Object({ open: count(), overdue: count() }),
    }),
  }),
  startRebuild: endpoint({
    method: 'POST',
    path: '/api/rebuild',
    summary: 'Starts to make all facts anew from the signals; the old ones answer until then',
    status: 202,
    answer: rebuild,
    problems: [409],
  }),
  showRebuild: endpoint({
    method: 'GET',
    path: '/api/rebuild',
    summary: 'How far the making anew of the facts is',
    answer: rebuild,
  }),
}
