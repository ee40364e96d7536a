import { sql, type Database, type Queryable } from '../database/index.ts'
import type { Key, KeyKind } from './key.ts'

const columns = sql`id, kind, name, scope, created_at as "createdAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt"`

export async function insertKey(
  db: Queryable,
  key: { kind: KeyKind; name: string; scope: string | null; digest: string },
): Promise<Key> {
  const [row] = await db.query<Key>(sql`
    insert into access_key (kind, name, scope, digest)
    values (${key.kind}, ${key.name}, ${key.scope}, ${key.digest})
    returning ${columns}`)
  return row!
}

/** Every key that was ever made, the newest first. */
export const selectKeys = (db: Queryable): Promise<Key[]> =>
  db.query<Key>(sql`select ${columns} from access_key order by id desc`)

/** A key that may come in, with the digest it is known by. */
export interface LiveKey extends Key {
  readonly digest: string
}

/** Those of the digests that belong to keys that were not revoked. Every request waits for it. */
export const selectLiveKeys = (
  db: Pick<Database, 'query'>,
  digests: readonly string[],
): Promise<LiveKey[]> =>
  db.query<LiveKey>(
    sql`
      select ${columns}, digest from access_key
      where digest = any(${digests}::text[]) and revoked_at is null`,
    { patienceMs: 2_000 },
  )

export async function markRevoked(db: Queryable, id: number): Promise<Key | undefined> {
  const [row] = await db.query<Key>(sql`
    update access_key set revoked_at = coalesce(revoked_at, now()) where id = ${id}
    returning ${columns}`)
  return row
}

export async function markUsed(db: Queryable, used: ReadonlyMap<number, Date>): Promise<void> {
  await db.query(sql`
    update access_key set last_used_at = greatest(access_key.last_used_at, used.at)
    from unnest(${[...used.keys()]}::bigint[], ${[...used.values()]}::timestamptz[]) used (id, at)
    where access_key.id = used.id`)
}
