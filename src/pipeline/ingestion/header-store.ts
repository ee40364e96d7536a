import { sql, type Queryable } from '../../platform/database/index.ts'

/** A file of a source that has columns. */
export interface FileOfSource {
  readonly source: string
  /** The place that it is known by. */
  readonly path: string
  /** When it was written, in milliseconds. */
  readonly modifiedAt: number
  /** The run that reads it, if one does. */
  readonly run?: number
}

/**
 * The columns that a file is to be compared with: those that it had last. For one that was never read,
 * those of the newest file that an earlier run has read; but one that is older than that is history,
 * and has nothing to be compared with.
 */
export async function findHeader(
  db: Queryable,
  { source, path, modifiedAt, run }: FileOfSource,
): Promise<string[] | undefined> {
  const [row] = await db.query<{ columns: string[]; own: boolean; modifiedAt: number }>(sql`
    select columns, path = ${path} as own, modified_at as "modifiedAt" from source_header
    where source = ${source}
      and (path = ${path} or run is distinct from ${run ?? null}::bigint)
    order by own desc, modified_at desc, path desc limit 1`)
  return row && (row.own || row.modifiedAt <= modifiedAt) ? row.columns : undefined
}

export async function saveHeader(
  db: Queryable,
  { source, path, modifiedAt, run }: Required<FileOfSource>,
  columns: readonly string[],
  at: Date,
): Promise<void> {
  await db.query(sql`
    insert into source_header (source, path, columns, seen_at, modified_at, run)
    values (${source}, ${path}, ${columns}, ${at}, ${modifiedAt}, ${run})
    on conflict (source, path) do update set columns = excluded.columns, seen_at = excluded.seen_at,
      modified_at = excluded.modified_at, run = excluded.run`)
}
