import { readPlace, writePlace } from '../../../../core/place.ts'
import { topicId } from '../topic.ts'
import { refuse, type ContentAnswer, type Document } from './content-answer.ts'
import { etagOf, inOrder, type Shelf, type ShelvedEntry } from './library.ts'

const mostPerPage = 100

/**
 * A page of a collection: `?topic=`, in any spelling, `?limit=` (default 20, at most 100) and `?after=`,
 * the `next` of the page before. A page begins behind a place in the order, so that what is published
 * meanwhile neither hides nor repeats an entry.
 */
export function listOf(shelf: Shelf, query: URLSearchParams): Document | ContentAnswer {
  const limit = Number(query.get('limit') ?? 20)
  if (!Number.isInteger(limit) || limit < 1 || limit > mostPerPage) {
    return refuse(400, 'Bad request', `limit must be a whole number from 1 to ${mostPerPage}`)
  }
  const after = query.get('after')
  const place = after === null ? undefined : placeOf(after)
  if (after !== null && place === undefined) {
    return refuse(400, 'Bad request', `after must be the "next" of the page before`)
  }
  const topic = query.get('topic')
  const id = topic === null ? undefined : topicId(topic)
  const found = id === undefined ? shelf.entries : shelf.entries.filter(has(id))
  const start = place === undefined ? 0 : firstBehind(found, place)
  const page = found.slice(start, start + limit)
  const last = start + limit < found.length ? page.at(-1) : undefined
  const body = JSON.stringify({
    collection: shelf.name,
    title: shelf.title,
    total: found.length,
    entries: page.map(({ listed }) => listed),
    ...(last ? { next: writePlace([last.publishedMs, last.listed.slug]) } : {}),
  })
  return { type: 'application/json', body, etag: etagOf(body) }
}

const has =
  (id: string) =>
  ({ listed }: ShelvedEntry): boolean =>
    listed.topics.some((topic) => topic.id === id)

interface Place {
  readonly publishedMs: number
  readonly slug: string
}

function placeOf(text: string): Place | undefined {
  const [publishedMs, slug] = readPlace(text) ?? []
  return typeof publishedMs === 'number' && typeof slug === 'string'
    ? { publishedMs, slug }
    : undefined
}

function firstBehind(entries: readonly ShelvedEntry[], place: Place): number {
  const at = entries.findIndex(
    ({ publishedMs, listed }) => inOrder({ publishedMs, slug: listed.slug }, place) > 0,
  )
  return at < 0 ? entries.length : at
}
