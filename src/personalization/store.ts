import { sql, type Queryable } from '../platform/database/index.ts'

/** A publication, without its content. */
export interface Publication {
  readonly version: number
  readonly publishedAt: Date
  readonly publishedBy: string
  /** The content's digest: equal ones say the same. */
  readonly digest: string
}

/** Makes publishers take turns until the transaction ends. */
export async function takeTurn(tx: Queryable): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(4400003)`)
}

/** The publications, latest first. */
export async function selectPublications(db: Queryable, limit: number): Promise<Publication[]> {
  return db.query<Publication>(sql`
    select version, digest, published_at as "publishedAt", published_by as "publishedBy"
    from variant_table order by version desc limit ${limit}`)
}

/** The table's JSON text, of one version or of the latest. */
export async function selectTable(db: Queryable, version?: number): Promise<string | undefined> {
  const [row] = await db.query<{ body: string }>(sql`
    select body::text as body from variant_table
    where version = ${version ?? null} or ${version ?? null}::bigint is null
    order by version desc limit 1`)
  return row?.body
}

/** Adds a version and tells every edge, both when the transaction commits. */
export async function insertTable(
  tx: Queryable,
  { version, digest, publishedAt, publishedBy }: Publication,
  body: string,
  channel: string,
): Promise<void> {
  await tx.query(sql`
    insert into variant_table (version, digest, published_at, published_by, body)
    values (${version}, ${digest}, ${publishedAt}, ${publishedBy}, ${body}::json)`)
  await tx.query(sql`select pg_notify(${channel}, ${String(version)})`)
}
