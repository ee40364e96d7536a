import { stringify } from 'yaml'
import type { Queryable } from '../../../platform/database/index.ts'
import {
  selectDetail,
  selectNotes,
  selectVersion,
  selectVersions,
  type EntryDetail,
  type PublicationNote,
  type VersionNote,
} from './catalogue-store.ts'
import { render } from './render.ts'
import type { EntryFields } from './read-entry.ts'
import { addressOf } from './slug.ts'

/** An entry, where readers find it, and what was done to it. */
export interface ShownEntry extends Omit<EntryDetail, 'urlPattern'> {
  readonly url: string
  /** What was done to it, the newest first. */
  readonly history: readonly PublicationNote[]
}

const mostNotes = 100

/** Undefined when there is no such entry. */
export async function showEntry(
  { db }: { db: Queryable },
  collection: string,
  slug: string,
): Promise<ShownEntry | undefined> {
  const detail = await selectDetail(db, collection, slug)
  if (!detail) return undefined
  const { urlPattern, ...entry } = detail
  const history = await selectNotes(db, collection, slug, mostNotes)
  return { ...entry, url: addressOf(urlPattern, slug), history }
}

export interface VersionPage {
  readonly versions: readonly VersionNote[]
  /** Where the next page begins; absent on the last one. */
  readonly next?: string
}

/** Versions of an entry, the newest first. */
export async function listVersions(
  { db }: { db: Queryable },
  collection: string,
  slug: string,
  { after, limit = 50 }: { after?: number | undefined; limit?: number | undefined },
): Promise<VersionPage> {
  const page = { before: after, limit: limit + 1 }
  const rows = await selectVersions(db, collection, slug, page)
  const versions = rows.slice(0, limit)
  const last = rows.length > limit ? versions.at(-1) : undefined
  return last ? { versions, next: String(last.version) } : { versions }
}

/** One version, as its author wrote it and as readers get it. */
export interface ShownVersion {
  readonly version: number
  readonly at: Date
  readonly author: string
  readonly title: string
  readonly draft: boolean
  /** Front matter and Markdown, for people to read and compare. */
  readonly text: string
  /** The page, without whatever could run in a browser. */
  readonly html: string
}

/** Undefined when there is no such version. */
export async function showVersion(
  { db }: { db: Queryable },
  collection: string,
  slug: string,
  version: number,
): Promise<ShownVersion | undefined> {
  const found = await selectVersion(db, collection, slug, version)
  if (!found) return undefined
  const { at, author, fields, markdown } = found
  const { title, draft } = fields
  const text = `---\n${frontMatter(fields)}---\n${markdown}`
  return { version, at, author, title, draft, text, html: render(markdown) }
}

function frontMatter({ more, topics, draft, authors, ...fields }: EntryFields): string {
  return stringify({
    ...fields,
    ...(topics.length > 0 ? { topics: topics.map(({ title }) => title) } : {}),
    ...(authors.length > 0 ? { authors } : {}),
    ...(draft ? { draft } : {}),
    ...more,
  })
}
