import { addressOf } from '../slug.ts'
import {
  openToAll,
  refuse,
  sized,
  type ContentAnswer,
  type ContentRequest,
  type Document,
} from './content-answer.ts'
import { feedOf } from './feed.ts'
import { etagOf, type Library, type Shelf } from './library.ts'
import { listOf } from './list.ts'

const root = '/content/v1/'
const caching = 'public, max-age=30, stale-while-revalidate=300, stale-if-error=86400'

/** Answers from what is in memory; undefined when the path is none of ours. */
export function answerContent(
  library: Library | undefined,
  documents: Map<string, Document>,
  { method, path, headers }: ContentRequest,
): ContentAnswer | undefined {
  if (!path.startsWith(root)) return undefined
  if (method === 'OPTIONS') return preflight
  if (method !== 'GET' && method !== 'HEAD') {
    return refuse(405, 'Method not allowed', 'content is only read here', { allow: 'GET, HEAD' })
  }
  if (!library) {
    const detail = 'the content has not been loaded yet; ask again in a moment'
    return refuse(503, 'Not ready', detail, { 'retry-after': '1' })
  }
  const address = new URL(path, 'http://edge')
  const [name = '', slug, ...rest] = address.pathname.slice(root.length).split('/')
  const shelf = library.get(name)
  if (!shelf || rest.length > 0) {
    return refuse(404, 'Not found', `there is no collection at ${address.pathname}`)
  }
  const answer = slug
    ? answerSlug(shelf, documents, slug)
    : remember(documents, `${name}${address.search}`, () => listOf(shelf, address.searchParams))
  if ('status' in answer) return answer
  return deliver(answer, method, headers)
}

function answerSlug(
  shelf: Shelf,
  documents: Map<string, Document>,
  segment: string,
): Document | ContentAnswer {
  if (segment === 'feed.xml') {
    return remember(documents, `${shelf.name}/feed.xml`, () => {
      const body = feedOf(shelf)
      const type = 'application/rss+xml; charset=utf-8'
      return { type, body, etag: etagOf(body) }
    })
  }
  // Some slugs are escaped in the very text that names them, so both readings are looked up.
  const entry = shelf.bySlug.get(segment) ?? shelf.bySlug.get(unescaped(segment))
  if (!entry) return refuse(404, 'Not found', `${shelf.name} has no entry "${segment}"`)
  if (entry.redirect !== undefined) {
    const away = /^[a-z]+:|^\//i.test(entry.redirect)
    const to = addressOf(away ? ':slug' : `${root}${shelf.name}/:slug`, entry.redirect)
    const body = `moved to ${to}\n`
    const type = 'text/plain; charset=utf-8'
    const headers = { ...openToAll, location: to, 'cache-control': caching, ...sized(type, body) }
    return { status: 301, headers, body }
  }
  return { type: 'application/json', ...entry }
}

function deliver(
  { type, body, etag }: Document,
  method: string,
  headers: ContentRequest['headers'],
): ContentAnswer {
  const validators = { ...openToAll, etag, 'cache-control': caching }
  if (isHeld(headers, etag)) return { status: 304, headers: validators, body: '' }
  return {
    status: 200,
    headers: { ...validators, ...sized(type, body) },
    body: method === 'HEAD' ? '' : body,
  }
}

/**
 * Whether the reader has this document: by its tag alone. By a time, whoever read a list before an entry
 * was withdrawn from it would keep that entry, since nothing that is left was changed.
 */
function isHeld(headers: ContentRequest['headers'], etag: string): boolean {
  const held = String(headers['if-none-match'] ?? '').split(',')
  return held.some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}

/** Keeps lists and feeds until the library changes; a reader who varies the query cannot fill the memory. */
function remember(
  documents: Map<string, Document>,
  key: string,
  make: () => Document | ContentAnswer,
): Document | ContentAnswer {
  const known = documents.get(key)
  if (known) return known
  const made = make()
  if ('status' in made) return made
  if (documents.size >= mostDocuments) documents.clear()
  documents.set(key, made)
  return made
}

const mostDocuments = 200

const preflight: ContentAnswer = {
  status: 204,
  headers: {
    ...openToAll,
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': 'if-none-match',
    'access-control-max-age': '86400',
  },
  body: '',
}

function unescaped(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
