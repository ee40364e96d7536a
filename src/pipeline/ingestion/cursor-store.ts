import { join } from 'node:path'
import { sql, type Queryable } from '../../platform/database/index.ts'
import type { Acceptance } from './accept.ts'
import type { Position } from './files/position.ts'
import { RunTakenOverError } from './run-store.ts'

/** What tells whether a file is still the one that was read. */
export interface FileIdentity {
  readonly size: number
  /** The digest of its first `size` bytes. */
  readonly digest: string
  /** What the file system says of it: while that is the same, so is the content. */
  readonly stamp: string
  /** The contract and the settings under which it was read. */
  readonly readAs: string
}

/** How far a file has been read. */
export interface FileCursor extends FileIdentity, Position {
  readonly run: number
  readonly done: boolean
  /** The newest signal when it was last read. */
  readonly landedTo: number
  /** While a file that was written anew is read: the newest signal when it was read before. */
  readonly replacesTo: number | null
}

export async function findCursor(
  db: Queryable,
  source: string,
  place: string,
): Promise<FileCursor | undefined> {
  const [row] = await db.query<FileCursor>(sql`
    select run, size, digest, stamp, read_as as "readAs", byte_offset as "offset", line, records,
      done, landed_to as "landedTo", replaces_to as "replacesTo"
    from file_cursor where source = ${source} and path = ${place}`)
  return row
}

/** Which of the files have been read to their end. */
export async function selectReadPlaces(
  db: Queryable,
  source: string,
  places: readonly string[],
): Promise<Set<string>> {
  const rows = await db.query<{ path: string }>(sql`
    select path from file_cursor
    where source = ${source} and path = any(${places}::text[]) and done`)
  return new Set(rows.map(({ path }) => path))
}

/** Which of the files somebody began to read, whatever came of it. */
export async function selectBegunPlaces(
  db: Queryable,
  source: string,
  places: readonly string[],
): Promise<Set<string>> {
  const rows = await db.query<{ path: string }>(sql`
    select path from file_cursor where source = ${source} and path = any(${places}::text[])`)
  return new Set(rows.map(({ path }) => path))
}

/** Moves a file's cursor and adds to the run's counts, unless another process has taken the run over. */
export async function advance(
  db: Queryable,
  run: { id: number; holder: string; source: string },
  place: string,
  cursor: Omit<FileCursor, 'run' | 'landedTo'>,
  counts: Acceptance,
): Promise<void> {
  const rows = await db.query(sql`
    with mine as (
      update run set read = read + ${counts.read}, landed = landed + ${counts.landed},
        duplicate = duplicate + ${counts.duplicate}, filtered = filtered + ${counts.filtered},
        quarantined = quarantined + ${counts.quarantined},
        attempts = case when ${counts.read} > 0 then 0 else attempts end
      where id = ${run.id} and holder = ${run.holder} and state = 'running'
      returning id
    )
    insert into file_cursor as held
      (source, path, run, size, digest, stamp, read_as, byte_offset, line, records, done,
        landed_to, replaces_to)
    select ${run.source}, ${place}, id, ${cursor.size}, ${cursor.digest}, ${cursor.stamp},
      ${cursor.readAs}, ${cursor.offset}, ${cursor.line}, ${cursor.records}, ${cursor.done},
      (select coalesce(max(position), 0) from signal), ${cursor.replacesTo}
    from mine
    on conflict (source, path) do update set
      run = excluded.run, size = excluded.size, digest = excluded.digest, stamp = excluded.stamp,
      read_as = excluded.read_as, byte_offset = excluded.byte_offset, line = excluded.line,
      records = excluded.records, done = excluded.done, landed_to = excluded.landed_to,
      replaces_to = excluded.replaces_to
    returning held.run`)
  if (rows.length === 0) throw new RunTakenOverError(run.source)
}

/** Writes down what the file system says of a file whose content is the same as before. */
export async function renewStamp(
  db: Queryable,
  source: string,
  place: string,
  stamp: string,
): Promise<void> {
  await db.query(sql`
    update file_cursor set stamp = ${stamp} where source = ${source} and path = ${place}`)
}

/** A file that was read to its end, and is not among those that its source has now. */
export interface GoneFile {
  readonly place: string
  /** When the run began that read it. */
  readonly readAt: Date | null
  readonly landedTo: number
}

/** The file of that content that was read last, of those that lie at none of the places. */
export async function findGone(
  db: Queryable,
  source: string,
  { size, digest, readAs }: Pick<FileIdentity, 'size' | 'digest' | 'readAs'>,
  places: readonly string[],
): Promise<GoneFile | undefined> {
  const [row] = await db.query<GoneFile>(sql`
    select path as place, run.started_at as "readAt", landed_to as "landedTo"
    from file_cursor held left join run on run.id = held.run
    where held.source = ${source} and held.size = ${size} and held.digest = ${digest}
      and held.read_as = ${readAs} and held.done and held.path <> all(${places}::text[])
    order by held.run desc limit 1`)
  return row
}

/** A file that has another name now. */
export interface RenamedFile {
  readonly before: string
  readonly place: string
  readonly stamp: string
}

/**
 * Gives files the cursors of what they were before, all at once: names may have been passed on in a row. The
 * cursor before stays where nothing takes its place: under its old name a file may come back.
 */
export async function takeOverCursors(
  db: Queryable,
  source: string,
  renamed: readonly RenamedFile[],
): Promise<void> {
  await db.query(sql`
    insert into file_cursor
      (source, path, run, size, digest, stamp, read_as, byte_offset, line, records, done, landed_to)
    select source, place, run, size, digest, now.stamp, read_as, byte_offset, line, records, done,
      landed_to
    from file_cursor held
    join jsonb_to_recordset(${JSON.stringify(renamed)}::jsonb)
      as now (before text, place text, stamp text) on now.before = held.path
    where source = ${source}
    on conflict (source, path) do update set
      run = excluded.run, size = excluded.size, digest = excluded.digest, stamp = excluded.stamp,
      read_as = excluded.read_as, byte_offset = excluded.byte_offset, line = excluded.line,
      records = excluded.records, done = excluded.done, landed_to = excluded.landed_to,
      replaces_to = null`)
}

/** Has the files at these places read as ones that never were. */
export async function forgetCursors(
  db: Queryable,
  source: string,
  places: readonly string[],
): Promise<void> {
  await db.query(sql`
    delete from file_cursor where source = ${source} and path = any(${places}::text[])`)
}

/** Mends what an earlier version wrote: it knew the files of the workspace by their whole paths. */
export async function knowByPlace(db: Queryable, source: string, folder: string): Promise<void> {
  const before = join(folder, '/')
  for (const table of [sql`file_cursor`, sql`source_header`]) {
    await db.query(sql`
      update ${table} held set path = substr(path, length(${before}::text) + 1)
      where source = ${source} and starts_with(path, ${before}) and not exists (
        select from ${table} known
        where known.source = held.source
          and known.path = substr(held.path, length(${before}::text) + 1))`)
  }
}

/** The newest signal. */
export async function newestSignal(db: Queryable): Promise<number> {
  const [row] = await db.query<{ position: number }>(
    sql`select coalesce(max(position), 0)::bigint as position from signal`,
  )
  return row!.position
}

/**
 * How many of the signals that a run has landed behind `after` took the place of one that came from
 * its source in an earlier run, behind `replacesTo`.
 */
export async function countOvertaken(
  db: Queryable,
  run: { id: number; source: string },
  { after, replacesTo }: { after: number; replacesTo: number },
): Promise<number> {
  const [row] = await db.query<{ count: number }>(sql`
    select count(*) from signal now join signal before on before.position = now.supersedes
    where now.position > ${after} and now.run = ${run.id}
      and before.position > ${replacesTo} and before.source = ${run.source}
      and before.run <> ${run.id}`)
  return row!.count
}
