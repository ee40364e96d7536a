import { t } from '../../core/schema.ts'
import { endpoint, id, object, orNull, time } from './endpoint.ts'

/** Who did what. */
export const auditEndpoints = {
  listAudit: endpoint({
    method: 'GET',
    path: '/api/audit',
    right: 'manage',
    of: 'audit',
    summary: 'Who did what, newest first, and whether the trail is as it was written',
    query: object({
      after: t.Optional(
        t.String({ pattern: '^\\d{1,15}$', description: 'the `next` of the page before' }),
      ),
      limit: t.Optional(t.Integer({ minimum: 1, maximum: 500 })),
    }),
    answer: t.Object({
      entries: t.Array(
        t.Object({
          seq: id(),
          at: time(),
          kind: t.Enum(['person', 'key', 'command line', 'visitor', 'linchpin']),
          actor: t.String(),
          action: t.String(),
          subject: t.String(),
        }),
      ),
      next: t.Optional(t.String()),
      trail: t.Optional(
        t.Object(
          {
            state: t.Enum(['whole', 'broken']),
            entries: t.Integer({ minimum: 0 }),
            at: orNull(t.Integer({ description: 'where it was changed first' })),
          },
          { description: 'with the first page alone, since every entry is looked at for it' },
        ),
      ),
    }),
  }),
}
