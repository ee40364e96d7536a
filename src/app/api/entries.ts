import { t } from '../../core/schema.ts'
import { count, endpoint, lookBack, object, orNull, time } from './endpoint.ts'

const params = object({ collection: t.String(), slug: t.String() })
const state = t.Enum(['published', 'draft', 'withdrawn', 'gone'])
const amount = (about: string) => t.Number({ minimum: 0, description: about })
const earnings = {
  touches: count('how often it was met'),
  people: count('by how many people'),
  leads: amount('people who became leads; shared out among what they read before'),
  opportunities: amount('deals opened'),
  won: amount('deals won'),
  money: t.Array(
    t.Object({
      currency: t.String(),
      pipeline: t.Number(),
      wonAmount: t.Number(),
      revenue: t.Number(),
    }),
    { description: 'in units of each currency, the main one first' },
  ),
}
const entry = {
  collection: t.String(),
  slug: t.String(),
  title: t.String(),
  topics: t.Array(t.Object({ id: t.String(), title: t.String() })),
  authors: t.Array(t.String()),
  date: orNull(t.String({ description: 'when it counts as published, as its author says' })),
  state,
  latest: count('its newest version'),
  published: orNull(count('the version that readers get')),
  publishedAt: orNull(time()),
  changedAt: time(),
  draft: t.Boolean({ description: 'its newest version is a draft' }),
}
const version = {
  version: count(),
  at: time(),
  author: t.String(),
  title: t.String(),
  draft: t.Boolean(),
}
const limit = t.Optional(t.Integer({ minimum: 1, maximum: 500 }))

export const entryEndpoints = {
  searchEntries: endpoint({
    method: 'GET',
    path: '/api/entries',
    summary: 'The entries of all collections, with what each earned by linear credit over 30 days',
    query: object({
      collection: t.Optional(t.String()),
      state: t.Optional(state),
      topic: t.Optional(t.String()),
      text: t.Optional(t.String({ maxLength: 200, description: 'stands in its title or slug' })),
      order: t.Optional(t.Enum(['earned', 'newest'])),
      days: lookBack(),
      after: t.Optional(t.String({ description: 'the `next` of the page before' })),
      limit,
    }),
    answer: t.Object({
      entries: t.Array(
        t.Object({
          ...entry,
          earned: orNull(t.Object(earnings, { description: 'null while the facts are away' })),
        }),
      ),
      counts: t.Object(
        { published: count(), draft: count(), withdrawn: count(), gone: count() },
        { description: 'entries in each state, whichever state is asked for' },
      ),
      next: t.Optional(t.String()),
    }),
    problems: [404],
  }),
  listTopics: endpoint({
    method: 'GET',
    path: '/api/topics',
    summary:
      'The topics of published content with what each earned, as report `topic-pipeline` says',
    query: object({ days: lookBack() }),
    answer: t.Object({
      topics: t.Array(
        t.Object({
          topic: orNull(t.String({ description: 'null for content without a topic' })),
          title: t.String(),
          posts: count('pieces of content that were ever published under it'),
          ...earnings,
        }),
      ),
      asOf: time(),
    }),
  }),
  showEntry: endpoint({
    method: 'GET',
    path: '/api/content/:collection/:slug',
    summary: 'One entry: its state, where readers find it, and what was done to it',
    params,
    answer: t.Object({
      ...entry,
      path: t.String({ description: 'its file, inside the collection’s folder' }),
      url: t.String({ description: 'where readers find it' }),
      summary: orNull(t.String()),
      redirect: orNull(t.String()),
      withdrawnAt: orNull(time()),
      fileGoneAt: orNull(time()),
      history: t.Array(
        t.Object({
          version: count(),
          action: t.Enum(['published', 'withdrawn']),
          at: time(),
          by: t.String(),
          reason: t.String(),
        }),
        { description: 'the newest first' },
      ),
    }),
    problems: [404],
  }),
  listVersions: endpoint({
    method: 'GET',
    path: '/api/content/:collection/:slug/versions',
    summary: 'The versions of an entry, the newest first',
    params,
    query: object({ after: t.Optional(t.Integer({ minimum: 1, maximum: 2_147_483_647 })), limit }),
    answer: t.Object({ versions: t.Array(t.Object(version)), next: t.Optional(t.String()) }),
    problems: [404],
  }),
  showVersion: endpoint({
    method: 'GET',
    path: '/api/content/:collection/:slug/versions/:version',
    summary: 'One version of an entry: as it was written, and as readers get it',
    params: object({
      collection: t.String(),
      slug: t.String(),
      version: t.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    }),
    answer: t.Object({
      ...version,
      text: t.String({ description: 'front matter and Markdown' }),
      html: t.String({ description: 'the page; nothing in it can run' }),
    }),
    problems: [404],
  }),
  showResults: endpoint({
    method: 'GET',
    path: '/api/content/:collection/:slug/results',
    summary: 'What an entry earned, week by week',
    params,
    query: object({ days: lookBack() }),
    answer: t.Object({
      earned: t.Object(earnings),
      weeks: t.Array(t.Object({ week: time(), ...earnings }), {
        description: 'from the first week that had anything on, the earliest first',
      }),
      asOf: time(),
    }),
    problems: [404],
  }),
}
