import {
  defineContract,
  defineSystem,
  ignore,
  standardPaths,
  t,
} from '../../../contracts/define.ts'
import { content } from '../../processing/define.ts'

const linchpin = defineSystem({ name: 'linchpin', title: 'Linchpin itself' })

/**
 * What was published and withdrawn. It comes in through the same door as any vendor's data: one record
 * an entry, which changes with each publication.
 */
export const publications = defineContract({
  name: 'linchpin.publications',
  version: '1.0.0',
  from: linchpin,
  owner: 'content',
  payload: t.Object({
    collection: t.String({ minLength: 1 }),
    slug: t.String({ minLength: 1 }),
    version: t.Integer({ minimum: 1 }),
    action: t.Union([t.Literal('published'), t.Literal('withdrawn')]),
    at: t.String({ format: 'date-time' }),
    title: t.String({ minLength: 1 }),
    topics: t.Array(t.String()),
    authors: t.Array(t.String()),
    url: t.String({ minLength: 1 }),
    publishedAt: t.String({ format: 'date-time' }),
  }),
  key: ({ collection, slug }) => `${collection}/${slug}`,
  changedAt: ({ at }) => at,
  means:
    'The newest publication or withdrawal of each entry. A withdrawn entry stays a fact, so that what ' +
    'it earned while it could be read keeps its title and topics.',
  failures: {
    ...standardPaths({ owner: 'content' }),
    late: ignore('a newer publication of the entry was told before this one'),
  },
  becomes: ({ collection, slug, title, topics, authors, url, publishedAt }) => [
    content({ id: `${collection}/${slug}`, slug, title, topics, authors, url, publishedAt }),
  ],
})
