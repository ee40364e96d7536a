import { t } from '../../core/schema.ts'
import { count, endpoint, object, orNull, words } from './endpoint.ts'

const params = object({ collection: t.String(), slug: t.String() })
const expected = t.Optional(
  orNull(
    t.Integer({ minimum: 1, description: 'the version that you saw published, null for none' }),
  ),
)
const outcome = t.Object({ published: orNull(count()), changed: t.Boolean() })

export const contentEndpoints = {
  listCollections: endpoint({
    method: 'GET',
    path: '/api/content',
    summary: 'The collections of content',
    answer: t.Object({
      collections: t.Array(
        t.Object({
          name: t.String(),
          title: t.String(),
          folder: t.String(),
          url: t.String(),
          owner: t.String(),
        }),
      ),
    }),
  }),
  listEntries: endpoint({
    method: 'GET',
    path: '/api/content/:collection',
    summary: 'The entries of a collection, drafts and withdrawn ones too',
    params: object({ collection: t.String() }),
    answer: t.Object({
      entries: t.Array(
        t.Object({
          slug: t.String(),
          latest: count('its newest version'),
          published: orNull(count('the version that readers see')),
          draft: t.Boolean(),
          withdrawn: t.Boolean(),
        }),
      ),
    }),
    problems: [404],
  }),
  publishCollection: endpoint({
    method: 'POST',
    path: '/api/content/:collection/publish',
    right: 'edit',
    summary: 'Imports a collection’s folder and publishes what is no draft',
    params: object({ collection: t.String() }),
    answer: t.Object({
      files: count('created + revised + unchanged + leftOut + inConflict'),
      created: count(),
      revised: count(),
      unchanged: count(),
      leftOut: count('files that cannot be read'),
      inConflict: count('files that claim a slug that another one claims'),
      gone: count('published entries whose file was found gone now'),
      published: count(),
      drafts: count(),
      withdrawn: count('entries that a person withdrew, and that stay so'),
      heldBack: count('entries that a person put back to an older version, and that stay so'),
      problems: t.Array(
        t.Object({
          path: t.String(),
          problems: t.Array(t.Object({ mode: t.String(), line: count(), reason: t.String() })),
        }),
      ),
      conflicts: t.Array(
        t.Object({
          slug: t.String(),
          paths: t.Array(t.String()),
          published: orNull(count()),
        }),
      ),
    }),
    problems: [404, 409],
  }),
  publishEntry: endpoint({
    method: 'POST',
    path: '/api/content/:collection/:slug/publish',
    right: 'edit',
    summary: 'Publishes one version of an entry; later edits change nothing for readers',
    params,
    body: object({ version: t.Integer({ minimum: 1, maximum: 2_147_483_647 }), expected }),
    answer: outcome,
    problems: [404, 409],
  }),
  withdrawEntry: endpoint({
    method: 'POST',
    path: '/api/content/:collection/:slug/withdraw',
    right: 'edit',
    summary: 'Takes an entry back from its readers, until somebody publishes it again',
    params,
    body: object({ reason: words('why readers may not have it'), expected }),
    answer: outcome,
    problems: [404, 409],
  }),
}
