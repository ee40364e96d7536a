import { sql, type Queryable } from '../../../platform/database/index.ts'
import type { EntryFields } from './read-entry.ts'

/** Heard by readers' copies and by feedback whenever something was published or withdrawn. */
export const contentChannel = 'linchpin_content'

interface Deed {
  readonly at: Date
  readonly by: string
  readonly reason: string
}

/** A version to publish, and the last thing that was done to the entry, as far as whoever decided it saw. */
export interface VersionToPublish {
  readonly entry: number
  readonly version: number
  readonly since: number | null
}

/**
 * Publishes versions of entries that nobody published or withdrew meanwhile: what readers get, and the
 * row from which feedback tells of it, in one statement.
 * @returns the entries that changed
 */
export async function publishVersions(
  db: Queryable,
  versions: readonly VersionToPublish[],
  { at, by, reason }: Deed,
): Promise<number[]> {
  const rows = await db.query<{ entry: number }>(sql`
    with locked as (
      select e.id as entry, w.version
      from content_entry e
      join unnest(
        ${versions.map(({ entry }) => entry)}::bigint[],
        ${versions.map(({ version }) => version)}::int[],
        ${versions.map(({ since }) => since)}::bigint[]
      ) w (entry, version, since) on w.entry = e.id
      where e.publication is not distinct from w.since and e.published is distinct from w.version
      order by e.id for update of e
    ), noted as (
      insert into content_publication (entry, version, action, at, by, reason)
      select entry, version, 'published', ${at}::timestamptz, ${by}, ${reason} from locked
      returning id, entry, version
    )
    update content_entry set published = n.version, publication = n.id, withdrawn_at = null,
      published_at = coalesce(published_at, ${at}::timestamptz)
    from noted n where content_entry.id = n.entry
    returning n.entry`)
  if (rows.length > 0) await notify(db)
  return rows.map(({ entry }) => entry)
}

/** Of versions, those that readers had before: their entries. */
export async function selectOncePublished(
  db: Queryable,
  versions: readonly Pick<VersionToPublish, 'entry' | 'version'>[],
): Promise<Set<number>> {
  const rows = await db.query<{ entry: number }>(sql`
    select distinct p.entry from content_publication p
    join unnest(
      ${versions.map(({ entry }) => entry)}::bigint[],
      ${versions.map(({ version }) => version)}::int[]
    ) w (entry, version) using (entry, version)
    where p.action = 'published'`)
  return new Set(rows.map(({ entry }) => entry))
}

/** Takes an entry back from its readers. */
export async function withdrawEntry(
  db: Queryable,
  entry: number,
  { at, by, reason }: Deed,
): Promise<void> {
  await db.query(sql`
    with noted as (
      insert into content_publication (entry, version, action, at, by, reason)
      select id, published, 'withdrawn', ${at}::timestamptz, ${by}, ${reason}
      from content_entry where id = ${entry} and published is not null
      returning id, entry
    )
    update content_entry set published = null, publication = n.id, withdrawn_at = ${at}
    from noted n where content_entry.id = n.entry`)
  await notify(db)
}

const notify = (db: Queryable) => db.query(sql`select pg_notify(${contentChannel}, '')`)

/** A publication or withdrawal that feedback has not told of yet. */
export interface UntoldPublication {
  readonly id: number
  readonly collection: string
  readonly slug: string
  readonly urlPattern: string
  readonly version: number
  readonly action: 'published' | 'withdrawn'
  readonly at: Date
  readonly publishedAt: Date
  readonly fields: EntryFields
}

/** Locked until the transaction ends, so that each is told by one. */
export const takeUntold = (db: Queryable, limit: number): Promise<UntoldPublication[]> =>
  db.query(sql`
    select p.id, e.collection, e.slug, c.url as "urlPattern", p.version, p.action, p.at,
      e.published_at as "publishedAt", v.fields
    from content_publication p
    join content_entry e on e.id = p.entry
    join content_version v on v.entry = p.entry and v.version = p.version
    join content_collection c on c.name = e.collection
    where p.told_at is null order by p.id limit ${limit} for update of p skip locked`)

export async function markTold(db: Queryable, ids: readonly number[], at: Date): Promise<void> {
  await db.query(
    sql`update content_publication set told_at = ${at} where id = any(${ids}::bigint[])`,
  )
}

/** A published version, whole, as readers' copies hold it. */
export interface PublishedEntry {
  readonly id: number
  /** Changes whenever what is published of the entry does. */
  readonly publication: number
  readonly collection: string
  readonly slug: string
  readonly version: number
  readonly changedAt: Date
  readonly publishedAt: Date
  readonly fields: EntryFields
  readonly markdown: string
  readonly html: string
}

export interface PublishedCollection {
  readonly name: string
  readonly title: string
  readonly url: string
}

export const selectCollections = (db: Queryable): Promise<PublishedCollection[]> =>
  db.query(sql`select name, title, url from content_collection order by name`)

/** What is published, without its text: enough to see what changed. */
export const selectPublishedIds = (db: Queryable): Promise<{ id: number; publication: number }[]> =>
  db.query(sql`select id, publication from content_entry where published is not null`)

export const selectPublished = (db: Queryable, ids: readonly number[]): Promise<PublishedEntry[]> =>
  db.query(sql`
    select e.id, e.publication, e.collection, e.slug, v.version, p.at as "changedAt",
      e.published_at as "publishedAt", v.fields, v.markdown, v.html
    from content_entry e
    join content_version v on v.entry = e.id and v.version = e.published
    join content_publication p on p.id = e.publication
    where e.id = any(${ids}::bigint[])`)
