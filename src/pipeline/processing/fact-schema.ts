import type { ColumnType } from './fact-table.ts'
import { factTables } from './facts/index.ts'

/** A column of a table in the warehouse. */
export interface WarehouseColumn {
  readonly name: string
  readonly type: 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMP' | 'VARCHAR[]'
  /** The column that it says more of: it counts where that one is known. */
  readonly of?: string
}

export interface WarehouseTable {
  readonly name: string
  readonly columns: readonly WarehouseColumn[]
  /** A view with one row for each contract and id, where the table has a row each time that it was told of. */
  readonly newest?: string
}

const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const types: Readonly<Record<Exclude<ColumnType, 'money' | 'reference'>, WarehouseColumn['type']>> =
  {
    text: 'VARCHAR',
    number: 'DOUBLE',
    integer: 'BIGINT',
    boolean: 'BOOLEAN',
    time: 'TIMESTAMP',
    texts: 'VARCHAR[]',
    identifier: 'VARCHAR',
  }

/**
 * Which facts this version makes. It is raised when the same signals become other facts than before,
 * or lie in other columns: a warehouse of another version is made anew.
 */
export const factsVersion = 4

/**
 * The columns that a fact's column takes. Money takes two, the amount in millionths and the currency;
 * so does a reference, the id and the system that it was said to be of.
 */
export function columnsOf(name: string, type: ColumnType): readonly WarehouseColumn[] {
  const snake = snakeCase(name)
  if (type === 'reference') {
    return [
      { name: snake, type: 'VARCHAR' },
      { name: `${snake}_system`, type: 'VARCHAR', of: snake },
    ]
  }
  if (type !== 'money') return [{ name: snake, type: types[type] }]
  return [
    { name: `${snake}_micros`, type: 'BIGINT' },
    { name: `${snake}_currency`, type: 'VARCHAR' },
  ]
}

/**
 * Kinds that are told of again and again: a website's SDKs call `identify` at every visit, a post is
 * published anew. Reports see each of them once, by the kind's name, with what was told of each column last.
 */
const toldOften: ReadonlySet<string> = new Set(['person', 'account', 'content'])

/**
 * The facts' tables by their kind: `contactRole` lies in `contact_role`. Each row names the contract
 * that it was made under and that contract's system, its id among that contract's facts, and as
 * version the position of its signal. Identity has no table: it becomes `identifier`. `at` and `table` are words of DuckDB's SQL:
 * a statement writes `touch.at`, or `"at"`.
 */
export const factSchema: Readonly<Record<string, WarehouseTable>> = Object.fromEntries(
  Object.values(factTables)
    .filter(({ kind }) => kind !== 'identity')
    .map(({ kind, columns }) => [
      kind,
      {
        name: toldOften.has(kind) ? `${snakeCase(kind)}_told` : snakeCase(kind),
        ...(toldOften.has(kind) ? { newest: snakeCase(kind) } : {}),
        columns: [
          { name: 'id', type: 'VARCHAR' },
          { name: 'contract', type: 'VARCHAR' },
          { name: 'system', type: 'VARCHAR' },
          { name: 'version', type: 'BIGINT' },
          ...Object.entries(columns).flatMap(([name, { type }]) => columnsOf(name, type)),
        ],
      },
    ]),
)

/** Which person an identifier belongs to. An identifier that was never linked to another is absent. */
export const identifierTable: WarehouseTable = {
  name: 'identifier',
  columns: [
    { name: 'id', type: 'VARCHAR' },
    { name: 'person', type: 'VARCHAR' },
  ],
}

/** Signals that became no facts because something failed: the failure mode, where and why. */
export const unmappedTable: WarehouseTable = {
  name: 'unmapped',
  columns: [
    { name: 'position', type: 'BIGINT' },
    { name: 'contract', type: 'VARCHAR' },
    { name: 'mode', type: 'VARCHAR' },
    { name: 'about', type: 'VARCHAR' },
    { name: 'reason', type: 'VARCHAR' },
  ],
}

/** One row: the position up to which signals are in the facts, and which facts were made of them. */
export const progressTable: WarehouseTable = {
  name: 'progress',
  columns: [
    { name: 'position', type: 'BIGINT' },
    { name: 'facts_version', type: 'BIGINT' },
  ],
}

/** Under which mappings each contract's facts were made, and behind which position each was used. */
export const mappingTable: WarehouseTable = {
  name: 'mapping',
  columns: [
    { name: 'contract', type: 'VARCHAR' },
    { name: 'version', type: 'VARCHAR' },
    { name: 'digest', type: 'VARCHAR' },
    { name: 'after', type: 'BIGINT' },
    { name: 'at', type: 'TIMESTAMP' },
  ],
}

/** Tables that tell of the facts and hold none. */
export const bookkeeping: readonly WarehouseTable[] = [progressTable, mappingTable]

/** Every table that processing keeps in the warehouse. */
export const warehouseTables: readonly WarehouseTable[] = [
  ...Object.values(factSchema),
  identifierTable,
  unmappedTable,
  ...bookkeeping,
]
