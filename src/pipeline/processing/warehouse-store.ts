import { Sql, sql } from '../../platform/database/sql.ts'
import type { WarehouseQueryable, WarehouseTx } from '../../platform/warehouse/index.ts'
import {
  factSchema,
  factsVersion,
  mappingTable,
  type WarehouseColumn,
  type WarehouseTable,
} from './fact-schema.ts'
import type { UsedMapping } from './mapping.ts'
import type { Unmapped } from './transform.ts'

/** Names come from `fact-schema.ts` alone, and some (`at`, `table`) are words of SQL. */
export const named = (name: string): Sql => new Sql([`"${name}"`], [])

const declared = ({ name, type }: WarehouseColumn): string => `"${name}" ${type}`

/** The tables that are there, with the types of their columns. */
export async function heldColumns(
  tx: WarehouseQueryable,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const rows = await tx.query<{ table: string; name: string; type: string }>(sql`
    select table_name as "table", column_name as name, data_type as type
    from duckdb_columns() where database_name = current_database()`)
  const tables = new Map<string, Map<string, string>>()
  for (const { table, name, type } of rows) {
    tables.set(table, (tables.get(table) ?? new Map<string, string>()).set(name, type))
  }
  return tables
}

export async function createTable(
  tx: WarehouseQueryable,
  { name, columns }: WarehouseTable,
): Promise<void> {
  const list = new Sql([columns.map(declared).join(', ')], [])
  await tx.query(sql`create table ${named(name)} (${list})`)
}

/** A view of a table with one row for each contract and id: of each column what was told last. */
export async function createNewest(
  tx: WarehouseQueryable,
  { name: table, columns }: WarehouseTable,
  view: string,
): Promise<void> {
  const same = ['id', 'contract', 'system', 'version']
  const told = columns
    .filter(({ name }) => !same.includes(name))
    .map(({ name, of = name }) => {
      const last = `arg_max_null("${name}", version) filter (where "${of}" is not null)`
      return `${last} as "${name}"`
    })
  await tx.query(sql`
    create or replace view ${named(view)} as
    select id, contract, any_value(system) as system, max(version) as version,
      ${new Sql([told.join(', ')], [])}
    from ${named(table)} group by id, contract`)
}

export async function addColumn(
  tx: WarehouseQueryable,
  table: string,
  column: WarehouseColumn,
): Promise<void> {
  await tx.query(sql`alter table ${named(table)} add column ${new Sql([declared(column)], [])}`)
}

/** The row that says how far processing has come is there from the start, so that it is only ever updated. */
export async function startProgress(tx: WarehouseQueryable): Promise<void> {
  await tx.query(sql`
    insert into progress (position, facts_version)
    select 0, ${factsVersion}::bigint where not exists (select 1 from progress)`)
}

/** Which version made the facts; undefined before versions were written down. */
export async function readVersion(
  tx: WarehouseQueryable,
  progress: ReadonlyMap<string, string>,
): Promise<number | undefined> {
  if (!progress.has('facts_version')) return undefined
  const [row] = await tx.query<{ version: number }>(
    sql`select facts_version as version from progress`,
  )
  return row?.version
}

/** The position up to which signals are in the facts. */
export async function readProgress(warehouse: WarehouseQueryable): Promise<number> {
  const [row] = await warehouse.query<{ position: number }>(sql`select position from progress`)
  return row!.position
}

export async function moveProgress(tx: WarehouseQueryable, position: number): Promise<void> {
  await tx.query(sql`update progress set position = ${position}`)
}

/** The mappings that facts were made under, in the order in which they were used. */
export const selectMappings = (warehouse: WarehouseQueryable): Promise<UsedMapping[]> =>
  warehouse.query(sql`
    select contract, version, digest, "after", "at" from mapping order by contract, "after", "at"`)

/** Writes down the mappings of these contracts anew. */
export async function replaceMappings(
  tx: WarehouseTx,
  mappings: ReadonlyMap<string, readonly UsedMapping[]>,
): Promise<void> {
  await tx.query(sql`
    delete from mapping where contract in (select unnest(${[...mappings.keys()]}))`)
  await tx.append(
    'mapping',
    mappingTable.columns.map(({ name }) => name),
    [...mappings.values()]
      .flat()
      .map(({ contract, version, digest, after, at }) => [contract, version, digest, after, at]),
  )
}

/** Deletes the facts of signals that were replaced. Versions ascend in the tables, so that little is read. */
export async function deleteVersions(
  tx: WarehouseQueryable,
  positions: readonly number[],
): Promise<void> {
  let [least, most] = [Infinity, 0]
  for (const each of positions) {
    if (each < least) least = each
    if (each > most) most = each
  }
  for (const { name } of Object.values(factSchema)) {
    await tx.query(sql`
      delete from ${named(name)} where version between ${least} and ${most}
        and version in (select unnest(${positions}))`)
  }
  await tx.query(sql`
    delete from unmapped where position between ${least} and ${most}
      and position in (select unnest(${positions}))`)
}

/** The persons of those identifiers that were linked before. */
export async function personsOf(
  tx: WarehouseQueryable,
  identifiers: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; person: string }>(sql`
    select id, person from identifier where id in (select unnest(${[...identifiers]}))`)
  return new Map(rows.map(({ id, person }) => [id, person]))
}

export async function mergePersons(
  tx: WarehouseQueryable,
  merged: ReadonlyMap<string, string>,
): Promise<void> {
  if (merged.size === 0) return
  await tx.query(sql`
    update identifier set person = m.now
    from (select unnest(${[...merged.keys()]}) as was, unnest(${[...merged.values()]}) as now) m
    where identifier.person = m.was`)
}

export async function addIdentifiers(
  tx: WarehouseTx,
  added: ReadonlyMap<string, string>,
): Promise<void> {
  await tx.append('identifier', ['id', 'person'], [...added])
}

export async function appendUnmapped(tx: WarehouseTx, failed: readonly Unmapped[]): Promise<void> {
  await tx.append(
    'unmapped',
    ['position', 'contract', 'mode', 'about', 'reason'],
    failed.map(({ position, contract, mode, about, reason }) => [
      position,
      contract,
      mode,
      about,
      reason,
    ]),
  )
}

/** A table's rows and what they add up to, whatever their order. */
export async function hashTable(
  warehouse: WarehouseQueryable,
  { name, columns }: WarehouseTable,
): Promise<string> {
  const list = new Sql([columns.map((column) => `"${column.name}"`).join(', ')], [])
  const [row] = await warehouse.query<{ rows: number; sum: string }>(sql`
    select count(*) as rows, coalesce(sum(hash(${list})::hugeint), 0)::varchar as sum
    from ${named(name)}`)
  return `${row!.rows}:${row!.sum}`
}

/** Which of these failures the facts know of already, as `<position> <mode>`. */
export async function knownFailures(
  warehouse: WarehouseQueryable,
  failed: readonly Unmapped[],
): Promise<Set<string>> {
  const positions = failed.map(({ position }) => position)
  const rows = await warehouse.query<{ position: number; mode: string }>(sql`
    select position, mode from unmapped where position in (select unnest(${positions}))`)
  return new Set(rows.map(({ position, mode }) => `${position} ${mode}`))
}

/** Brings everything into the file itself, so that it is complete without its log. */
export async function checkpoint(warehouse: WarehouseQueryable): Promise<void> {
  await warehouse.query(sql`checkpoint`)
}
