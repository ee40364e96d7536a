import { t } from '../../core/schema.ts'
import { endpoint, id, object, orNull, time, words } from './endpoint.ts'

const kind = t.Enum(['write', 'api'])
const key = {
  id: id(),
  kind,
  name: t.String(),
  scope: orNull(t.String()),
  createdAt: time(),
  lastUsedAt: orNull(time()),
  revokedAt: orNull(time()),
}

export const keyEndpoints = {
  listKeys: endpoint({
    method: 'GET',
    path: '/api/keys',
    summary: 'Every key that was ever made, without its text',
    right: 'manage',
    of: 'keys',
    answer: t.Object({ keys: t.Array(t.Object(key)) }),
  }),
  createKey: endpoint({
    method: 'POST',
    path: '/api/keys',
    right: 'manage',
    of: 'keys',
    summary: 'Makes a key; its text is in this answer and nowhere else',
    body: object({
      kind,
      name: words('what the key is for'),
      scope: t.Optional(
        t.String({
          description:
            'Of a write key: the source that it may write to, needed where there are several. ' +
            'Of an api key: `read` or `write`.',
        }),
      ),
    }),
    status: 201,
    answer: t.Object({ ...key, key: t.String() }),
  }),
  revokeKey: endpoint({
    method: 'DELETE',
    path: '/api/keys/:id',
    right: 'manage',
    of: 'keys',
    summary: 'Revokes a key, for good; it fails at its next request',
    params: object({ id: id() }),
    answer: t.Object(key),
    problems: [404],
  }),
}
