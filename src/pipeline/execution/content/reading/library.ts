import { createHash } from 'node:crypto'
import type { PublishedCollection, PublishedEntry } from '../publication-store.ts'
import { addressOf } from '../slug.ts'
import type { Topic } from '../topic.ts'

/** An entry as lists show it. */
export interface ListedEntry {
  readonly slug: string
  readonly version: number
  readonly title: string
  readonly summary?: string
  readonly topics: readonly Topic[]
  readonly authors: readonly string[]
  readonly publishedAt: string
  readonly updatedAt: string
  readonly url: string
}

/** A published entry, with its answer made beforehand. */
export interface ShelvedEntry {
  readonly id: number
  readonly publication: number
  readonly collection: string
  readonly listed: ListedEntry
  readonly publishedMs: number
  readonly redirect: string | undefined
  readonly body: Buffer
  readonly etag: string
}

/** A collection as readers see it: its entries, the newest first, without those that only redirect. */
export interface Shelf extends PublishedCollection {
  readonly entries: readonly ShelvedEntry[]
  readonly bySlug: ReadonlyMap<string, ShelvedEntry>
}

export type Library = ReadonlyMap<string, Shelf>

/** A strong validator: the same for the same bytes, whichever process answers. */
export const etagOf = (body: Buffer | string): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`

export function shelve(entry: PublishedEntry, { url: pattern }: PublishedCollection): ShelvedEntry {
  const { id, publication, collection, slug, version, fields, markdown, html, changedAt } = entry
  const { title, summary, topics, authors, date, redirect, more } = fields
  const listed: ListedEntry = {
    slug,
    version,
    title,
    ...(summary === undefined ? {} : { summary }),
    topics,
    authors,
    publishedAt: new Date(date ?? entry.publishedAt).toISOString(),
    updatedAt: changedAt.toISOString(),
    url: addressOf(pattern, slug),
  }
  const body = Buffer.from(JSON.stringify({ ...listed, more, markdown, html }))
  return shelved({ id, publication, collection, listed, redirect, body })
}

/** Completes an entry with what follows from the rest of it. */
export const shelved = (entry: Omit<ShelvedEntry, 'publishedMs' | 'etag'>): ShelvedEntry => ({
  ...entry,
  publishedMs: Date.parse(entry.listed.publishedAt),
  etag: etagOf(entry.body),
})

/** The order of lists: the newest first, and among those of one moment by slug. */
export const inOrder = (
  a: { publishedMs: number; slug: string },
  b: { publishedMs: number; slug: string },
): number => b.publishedMs - a.publishedMs || (a.slug < b.slug ? -1 : Number(a.slug > b.slug))

const placeOf = ({ publishedMs, listed }: ShelvedEntry) => ({ publishedMs, slug: listed.slug })

export function shelfOf(collection: PublishedCollection, entries: readonly ShelvedEntry[]): Shelf {
  const listed = entries.filter(({ redirect }) => redirect === undefined)
  return {
    ...collection,
    entries: listed.sort((a, b) => inOrder(placeOf(a), placeOf(b))),
    bySlug: new Map(entries.map((entry) => [entry.listed.slug, entry])),
  }
}
