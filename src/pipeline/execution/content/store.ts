import { sql, type Queryable, type Sql } from '../../../platform/database/index.ts'
import { jsonbText } from '../../../platform/database/jsonb-text.ts'
import type { ContentCollection } from '../define.ts'
import type { DraftWithDigest, HeldEntry } from './plan-import.ts'

/** Writes down what readers are told of a collection. Its row stays locked, so imports of it take turns. */
export async function lockCollection(
  db: Queryable,
  { name, title, url }: Pick<ContentCollection, 'name' | 'title' | 'url'>,
): Promise<void> {
  await db.query(sql`
    insert into content_collection (name, title, url) values (${name}, ${title}, ${url})
    on conflict (name) do update set title = excluded.title, url = excluded.url`)
}

/** What of its entries an import looks at. A file that was found gone is asked about anew once the entry is published again. */
export const selectEntries = (db: Queryable, collection: string): Promise<HeldEntry[]> =>
  db.query(sql`
    select e.id, e.slug, e.path, e.latest, e.published, v.digest,
      case when p.at > e.file_gone_at then null else e.file_gone_at end as "fileGoneAt"
    from content_entry e join content_version v on v.entry = e.id and v.version = e.latest
    left join content_publication p on p.id = e.publication
    where e.collection = ${collection} order by e.id`)

interface Authorship {
  readonly author: string
  readonly at: Date
}

export async function insertEntries(
  db: Queryable,
  collection: string,
  drafts: readonly DraftWithDigest[],
  authorship: Authorship,
): Promise<void> {
  const rows = await db.query<{ id: number; slug: string }>(sql`
    insert into content_entry (collection, slug, path, latest)
    select ${collection}, d.slug, d.path, 1
    from unnest(
      ${drafts.map(({ slug }) => slug)}::text[], ${drafts.map(({ path }) => path)}::text[]
    ) d (slug, path)
    returning id, slug`)
  const ids = new Map(rows.map(({ id, slug }) => [slug, id]))
  const versions = drafts.map((draft) => ({ draft, entry: ids.get(draft.slug)!, version: 1 }))
  await insertVersions(db, versions, authorship)
}

/** Adds a version to each entry and makes it the newest. What is published stays. */
export async function insertRevisions(
  db: Queryable,
  revisions: readonly { entry: HeldEntry; draft: DraftWithDigest }[],
  authorship: Authorship,
): Promise<void> {
  const versions = revisions.map(({ entry, draft }) => ({
    draft,
    entry: entry.id,
    version: entry.latest + 1,
  }))
  await insertVersions(db, versions, authorship)
  await db.query(sql`
    update content_entry set latest = r.version, path = r.path, file_gone_at = null
    from unnest(
      ${versions.map(({ entry }) => entry)}::bigint[],
      ${versions.map(({ version }) => version)}::int[],
      ${versions.map(({ draft }) => draft.path)}::text[]
    ) r (entry, version, path)
    where id = r.entry`)
}

async function insertVersions(
  db: Queryable,
  versions: readonly { entry: number; version: number; draft: DraftWithDigest }[],
  { author, at }: Authorship,
): Promise<void> {
  await db.query(sql`
    insert into content_version (entry, version, digest, author, at, fields, markdown)
    select v.entry, v.version, v.digest, ${author}, ${at}, v.fields::jsonb, v.markdown
    from unnest(
      ${versions.map(({ entry }) => entry)}::bigint[],
      ${versions.map(({ version }) => version)}::int[],
      ${versions.map(({ draft }) => draft.digest)}::text[],
      ${versions.map(({ draft }) => jsonbText(draft.fields))}::text[],
      ${versions.map(({ draft }) => draft.markdown)}::text[]
    ) v (entry, version, digest, fields, markdown)`)
}

/** Files that moved or came back without a change of what they say. */
export async function updatePaths(
  db: Queryable,
  kept: readonly { entry: HeldEntry; draft: DraftWithDigest }[],
): Promise<void> {
  await db.query(sql`
    update content_entry set path = r.path, file_gone_at = null
    from unnest(
      ${kept.map(({ entry }) => entry.id)}::bigint[], ${kept.map(({ draft }) => draft.path)}::text[]
    ) r (entry, path)
    where id = r.entry and (content_entry.path <> r.path or file_gone_at is not null)`)
}

export async function markGone(db: Queryable, ids: readonly number[], at: Date): Promise<void> {
  await db.query(
    sql`update content_entry set file_gone_at = ${at} where id = any(${ids}::bigint[])`,
  )
}

/** Whether anything of the collection is published whose file is gone. */
export async function hasGone(db: Queryable, collection: string): Promise<boolean> {
  const rows = await db.query(sql`
    select 1 from content_entry
    where collection = ${collection} and published is not null and file_gone_at is not null limit 1`)
  return rows.length > 0
}

/** An entry's state, for whoever publishes or withdraws it. */
export interface EntryState {
  readonly id: number
  readonly slug: string
  readonly latest: number
  readonly published: number | null
  readonly withdrawnAt: Date | null
  /** The last thing that was done to it. */
  readonly publication: number | null
  readonly draft: boolean
}

const entryState = (where: Sql) => sql`
  select e.id, e.slug, e.latest, e.published, e.withdrawn_at as "withdrawnAt", e.publication,
    (v.fields->>'draft')::boolean as draft
  from content_entry e join content_version v on v.entry = e.id and v.version = e.latest
  where ${where}`

/** The entry, locked until the transaction ends. */
export async function lockEntry(
  db: Queryable,
  collection: string,
  slug: string,
): Promise<EntryState | undefined> {
  const [row] = await db.query<EntryState>(
    sql`${entryState(sql`e.collection = ${collection} and e.slug = ${slug}`)} for update of e`,
  )
  return row
}

export const selectStates = (db: Queryable, collection: string): Promise<EntryState[]> =>
  db.query(sql`${entryState(sql`e.collection = ${collection}`)} order by e.id`)

export interface VersionText {
  readonly entry: number
  readonly version: number
  readonly markdown: string
}

/** The Markdown of versions that no page was made of yet. */
export const selectUnrendered = (
  db: Queryable,
  versions: readonly { entry: number; version: number }[],
): Promise<VersionText[]> =>
  db.query(sql`
    select v.entry, v.version, v.markdown from content_version v
    join unnest(
      ${versions.map(({ entry }) => entry)}::bigint[],
      ${versions.map(({ version }) => version)}::int[]
    ) w (entry, version) using (entry, version)
    where v.html is null`)

export async function keepPages(
  db: Queryable,
  pages: readonly { entry: number; version: number; html: string }[],
): Promise<void> {
  await db.query(sql`
    update content_version set html = p.html
    from unnest(
      ${pages.map(({ entry }) => entry)}::bigint[], ${pages.map(({ version }) => version)}::int[],
      ${pages.map(({ html }) => html)}::text[]
    ) p (entry, version, html)
    where content_version.entry = p.entry and content_version.version = p.version`)
}

export async function hasVersion(db: Queryable, entry: number, version: number): Promise<boolean> {
  const rows = await db.query(
    sql`select 1 from content_version where entry = ${entry} and version = ${version}`,
  )
  return rows.length > 0
}

/** How many entries readers get at this moment, and how often that was changed from a moment on. */
export async function countReadable(
  db: Queryable,
  since: Date,
): Promise<{ readable: number; changed: number }> {
  const [row] = await db.query<{ readable: number; changed: number }>(sql`
    select (select count(*) from content_entry where published is not null) as readable,
      (select count(*) from content_publication where at >= ${since}) as changed`)
  return row!
}
