import { sql, type Queryable, type Sql } from '../../../platform/database/index.ts'
import type { EntryFields } from './read-entry.ts'
import type { Topic } from './topic.ts'

/**
 * `published`: readers get it. `gone`: readers get it, but its file was found gone. `withdrawn`: a person
 * took it back. `draft`: it was never published.
 */
export type EntryPhase = 'published' | 'gone' | 'withdrawn' | 'draft'

/** An entry as lists show it: as readers see it, or, where they do not, as it stands in its newest version. */
export interface CatalogueEntry {
  readonly collection: string
  readonly slug: string
  readonly title: string
  readonly topics: readonly Topic[]
  readonly authors: readonly string[]
  /** When it counts as published, as its author says. */
  readonly date: string | null
  readonly state: EntryPhase
  readonly latest: number
  readonly published: number | null
  /** When it was first published. */
  readonly publishedAt: Date | null
  /** When its newest version came in, and whether that is a draft. */
  readonly changedAt: Date
  readonly draft: boolean
}

export interface CatalogueFilter {
  readonly collections: readonly string[]
  readonly topic?: string | undefined
  /** Stands somewhere in its title or slug. */
  readonly text?: string | undefined
}

const phase = sql`
  case when e.published is not null and e.file_gone_at is not null then 'gone'
    when e.published is not null then 'published'
    when e.withdrawn_at is not null then 'withdrawn' else 'draft' end`

const catalogue = sql`
  content_entry e
  join content_version v on v.entry = e.id and v.version = coalesce(e.published, e.latest)
  join content_version newest on newest.entry = e.id and newest.version = e.latest`

const columns = sql`
  e.collection, e.slug, v.fields->>'title' as title, v.fields->'topics' as topics,
  v.fields->'authors' as authors, v.fields->>'date' as date, ${phase} as state, e.latest,
  e.published, e.published_at as "publishedAt", newest.at as "changedAt",
  (newest.fields->>'draft')::boolean as draft`

export function selectCatalogue(
  db: Queryable,
  { collections, topic, text }: CatalogueFilter,
): Promise<CatalogueEntry[]> {
  const ofTopic =
    topic === undefined ? sql`` : sql`and v.fields->'topics' @> ${topicJson(topic)}::jsonb`
  const withText =
    text === undefined
      ? sql``
      : sql`and (position(lower(${text}) in lower(v.fields->>'title')) > 0
          or position(lower(${text}) in lower(e.slug)) > 0)`
  return db.query<CatalogueEntry>(sql`
    select ${columns} from ${catalogue}
    where e.collection = any(${collections}::text[]) ${ofTopic} ${withText}`)
}

const topicJson = (id: string): string => JSON.stringify([{ id }])

/** An entry with all that a person needs to decide about it. */
export interface EntryDetail extends CatalogueEntry {
  readonly path: string
  readonly urlPattern: string
  readonly summary: string | null
  readonly redirect: string | null
  readonly withdrawnAt: Date | null
  readonly fileGoneAt: Date | null
}

const isEntry = (collection: string, slug: string): Sql =>
  sql`e.collection = ${collection} and e.slug = ${slug}`

export async function selectDetail(
  db: Queryable,
  collection: string,
  slug: string,
): Promise<EntryDetail | undefined> {
  const [row] = await db.query<EntryDetail>(sql`
    select ${columns}, e.path, c.url as "urlPattern", v.fields->>'summary' as summary,
      v.fields->>'redirect' as redirect, e.withdrawn_at as "withdrawnAt",
      e.file_gone_at as "fileGoneAt"
    from ${catalogue} join content_collection c on c.name = e.collection
    where ${isEntry(collection, slug)}`)
  return row
}

/** Something that was done to an entry. */
export interface PublicationNote {
  readonly version: number
  readonly action: 'published' | 'withdrawn'
  readonly at: Date
  readonly by: string
  readonly reason: string
}

export const selectNotes = (
  db: Queryable,
  collection: string,
  slug: string,
  limit: number,
): Promise<PublicationNote[]> =>
  db.query<PublicationNote>(sql`
    select p.version, p.action, p.at, p.by, p.reason
    from content_publication p join content_entry e on e.id = p.entry
    where ${isEntry(collection, slug)} order by p.id desc limit ${limit}`)

export interface VersionNote {
  readonly version: number
  readonly at: Date
  readonly author: string
  readonly title: string
  readonly draft: boolean
}

/** Versions, the newest first, from before one on. */
export const selectVersions = (
  db: Queryable,
  collection: string,
  slug: string,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<VersionNote[]> =>
  db.query<VersionNote>(sql`
    select v.version, v.at, v.author, v.fields->>'title' as title,
      (v.fields->>'draft')::boolean as draft
    from content_version v join content_entry e on e.id = v.entry
    where ${isEntry(collection, slug)}
      and (${before ?? null}::int is null or v.version < ${before ?? null}::int)
    order by v.version desc limit ${limit}`)

export interface WholeVersion {
  readonly version: number
  readonly at: Date
  readonly author: string
  readonly fields: EntryFields
  readonly markdown: string
}

export async function selectVersion(
  db: Queryable,
  collection: string,
  slug: string,
  version: number,
): Promise<WholeVersion | undefined> {
  const [row] = await db.query<WholeVersion>(sql`
    select v.version, v.at, v.author, v.fields, v.markdown
    from content_version v join content_entry e on e.id = v.entry
    where ${isEntry(collection, slug)} and v.version = ${version}`)
  return row
}

/** How each topic is written most often. */
export const selectTopicTitles = (db: Queryable): Promise<Topic[]> =>
  db.query<Topic>(sql`
    select topic->>'id' as id,
      mode() within group (order by topic->>'title' collate "C") as title
    from content_entry e
    join content_version v on v.entry = e.id and v.version = coalesce(e.published, e.latest),
      jsonb_array_elements(v.fields->'topics') topic
    group by 1 order by 1`)
