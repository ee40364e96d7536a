import { setImmediate as breathe } from 'node:timers/promises'
import type { Database } from '../../../../platform/database/index.ts'
import { follow, type Following } from '../../../../platform/database/follow.ts'
import type { Log } from '../../../../platform/log.ts'
import {
  contentChannel,
  selectCollections,
  selectPublished,
  selectPublishedIds,
} from '../publication-store.ts'
import { answerContent } from './answer.ts'
import type { ContentAnswer, ContentRequest, Document } from './content-answer.ts'
import { keepContent, readKeptContent, type PublishedContent } from './kept-content.ts'
import { shelfOf, shelve, type Library, type ShelvedEntry } from './library.ts'

export interface ContentReaderDeps {
  readonly db: Database
  readonly log: Log
  /** Where the content is kept for the next start, which may be without a database. */
  readonly cacheFile?: string
  /** How often to look without having heard anything. Default 30 s. */
  readonly pollMs?: number
}

export interface ContentReader {
  /** Answers from memory, at once; undefined when the path is not under `/content/v1/`. */
  answer(request: ContentRequest): ContentAnswer | undefined
  /** Fulfilled once there is something to answer from. */
  readonly loaded: Promise<void>
  close(): Promise<void>
}

const batchSize = 50

/**
 * Holds everything that is published in memory and answers from there. It hears of publications, looks
 * by itself now and then, and goes on with what it has while the database is away.
 */
export function createContentReader({
  db,
  log,
  cacheFile,
  pollMs,
}: ContentReaderDeps): ContentReader {
  let content: PublishedContent | undefined
  let library: Library | undefined
  const documents = new Map<string, Document>()
  const { promise: loaded, resolve: nowLoaded } = Promise.withResolvers<void>()

  const take = (next: PublishedContent): void => {
    content = next
    library = libraryOf(next)
    documents.clear()
    nowLoaded()
    log.info({ entries: next.entries.size }, 'serving published content')
  }
  const look = async (): Promise<void> => {
    const next = await load(db, content)
    if (!next) return
    take(next)
    if (cacheFile === undefined) return
    // Serving it does not depend on keeping it.
    await keepContent(cacheFile, next).catch((error: unknown) =>
      log.error({ err: error, file: cacheFile }, 'content could not be kept for the next start'),
    )
  }
  const start = async (): Promise<Following> => {
    if (cacheFile !== undefined) await readKept(cacheFile, log, take)
    return follow({ db, log, channel: contentChannel, what: 'published content', look, pollMs })
  }
  const following = start()
  return {
    answer: (request) => answerContent(library, documents, request),
    loaded,
    close: async () => (await following).close(),
  }
}

/** Whatever is wrong with the file, the reader starts: the database's content is on its way. */
const readKept = (file: string, log: Log, take: (kept: PublishedContent) => void): Promise<void> =>
  readKeptContent(file)
    .then(take)
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return
      log.warn({ err: error, file }, 'the kept content is not readable')
    })

/** What is published now, taking over what has not changed; undefined when nothing has. */
async function load(
  db: Database,
  held: PublishedContent | undefined,
): Promise<PublishedContent | undefined> {
  const collections = await selectCollections(db)
  const known = JSON.stringify(held?.collections) === JSON.stringify(collections) ? held : undefined
  const entries = new Map<number, ShelvedEntry>()
  const missing: number[] = []
  for (const { id, publication } of await selectPublishedIds(db)) {
    const entry = known?.entries.get(id)
    if (entry?.publication === publication) entries.set(id, entry)
    else missing.push(id)
  }
  if (missing.length === 0 && known?.entries.size === entries.size) return undefined
  const byName = new Map(collections.map((each) => [each.name, each]))
  for (let n = 0; n < missing.length; n += batchSize) {
    const some = await selectPublished(db, missing.slice(n, n + batchSize))
    for (const entry of some) {
      const collection = byName.get(entry.collection)
      if (collection) entries.set(entry.id, shelve(entry, collection))
    }
    // A few at a time, so that requests are answered meanwhile.
    await breathe()
  }
  return { collections, entries }
}

function libraryOf({ collections, entries }: PublishedContent): Library {
  const byCollection = Map.groupBy(entries.values(), ({ collection }) => collection)
  return new Map(
    collections.map((each) => [each.name, shelfOf(each, byCollection.get(each.name) ?? [])]),
  )
}
