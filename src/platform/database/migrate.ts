import { readdir, readFile } from 'node:fs/promises'
import type { Database, Queryable } from './database.ts'
import { schemaName } from './database.ts'
import { Sql, sql } from './sql.ts'

/** A slice's migrations: numbered files, `0001-signal.sql`, in a folder beside its code. */
export interface MigrationFolder {
  readonly slice: string
  readonly folder: URL
}

interface Migration {
  readonly slice: string
  readonly number: number
  readonly name: string
  readonly text: string
}

/** The database was written by a newer Linchpin, or by one with other slices. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError'
  constructor(unknown: string) {
    super(
      `this database has migration ${unknown}, which this version of Linchpin does not know. ` +
        `Run the version that made it, or a newer one; nothing was changed`,
    )
  }
}

// Any constant will do; it must only be the same in every process.
const lock = 4_400_001

/**
 * Brings the database up to date: folder by folder as listed, files in the order of their numbers,
 * each in a transaction of its own. Processes that start at once take turns.
 * @returns the names of the migrations that were applied now
 * @throws NewerDatabaseError before anything is changed
 */
export async function migrate(
  db: Database,
  folders: readonly MigrationFolder[],
): Promise<string[]> {
  const known = (await Promise.all(folders.map(readFolder))).flat()
  await db.transaction(prepare)
  const applied: string[] = []
  for (const migration of known) {
    if (await db.transaction((tx) => apply(tx, migration, known))) {
      applied.push(`${migration.slice}/${migration.name}`)
    }
  }
  return applied
}

/**
 * What `migrate` would do, without doing it.
 * @returns the migrations that it would apply, and those that the database has and we do not know
 */
export async function pendingMigrations(
  db: Queryable,
  folders: readonly MigrationFolder[],
): Promise<{ pending: string[]; unknown: string[] }> {
  const known = (await Promise.all(folders.map(readFolder))).flat()
  const names = known.map(({ slice, name }) => `${slice}/${name}`)
  const [table] = await db.query<{ there: boolean }>(
    sql`select to_regclass(${`${schemaName}.migration`}) is not null as there`,
  )
  if (!table!.there) return { pending: names, unknown: [] }
  const applied = await db.query<{ name: string }>(
    sql`select slice || '/' || name as name from migration`,
  )
  const have = new Set(applied.map(({ name }) => name))
  return {
    pending: names.filter((name) => !have.has(name)),
    unknown: [...have].filter((name) => !names.includes(name)),
  }
}

async function readFolder({ slice, folder }: MigrationFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort()
  const second = names.find((name, n) => n > 0 && names[n - 1]!.slice(0, 5) === name.slice(0, 5))
  // It would be taken for the other, and never be applied.
  if (second) throw new Error(`${slice}/${second}: another migration has this number`)
  return Promise.all(
    names.map(async (name) => ({
      slice,
      name,
      number: Number(name.slice(0, 4)),
      text: await readFile(new URL(`./${name}`, `${folder.href.replace(/\/$/, '')}/`), 'utf8'),
    })),
  )
}

async function prepare(tx: Queryable): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(${lock})`)
  const [schema] = await tx.query<{ there: boolean }>(
    sql`select to_regnamespace(${schemaName}) is not null as there`,
  )
  // Even where it is there, "if not exists" demands the right to make one.
  if (!schema!.there) await tx.query(new Sql([`create schema ${schemaName}`], []))
  await tx.query(sql`
    create table if not exists migration (
      slice text not null,
      number int not null,
      name text not null,
      applied_at timestamptz not null default now(),
      primary key (slice, number)
    )`)
}

/** Applies one migration unless it is there already. The row goes in first, so that two processes collide before they change anything. */
async function apply(tx: Queryable, migration: Migration, known: Migration[]): Promise<boolean> {
  await tx.query(sql`select pg_advisory_xact_lock(${lock})`)
  const rows = await tx.query<{ slice: string; number: number; name: string }>(
    sql`select slice, number, name from migration`,
  )
  const unknown = rows.find(
    (row) => !known.some((mine) => mine.slice === row.slice && mine.number === row.number),
  )
  if (unknown) throw new NewerDatabaseError(`${unknown.slice}/${unknown.name}`)
  if (rows.some((row) => row.slice === migration.slice && row.number === migration.number)) {
    return false
  }
  await tx.query(
    sql`insert into migration (slice, number, name) values (${migration.slice}, ${migration.number}, ${migration.name})`,
  )
  await tx.query(new Sql([migration.text], []))
  return true
}
