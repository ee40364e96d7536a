import {
  LIST,
  VARCHAR,
  listValue,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api'
import { toTimestamp } from './values.ts'

type Write = (appender: DuckDBAppender, value: unknown) => void

/**
 * Appends rows through DuckDB's appender: no statement is parsed, so it is some hundred times faster
 * than inserts. Columns that are not named stay null. It is all or nothing: when a value does not
 * fit, none of the rows is kept.
 * @throws TypeError that names the table, the column and the value
 */
export async function appendRows(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  if (rows.length === 0) return
  const names = await columnNames(connection, table)
  const stranger = columns.find((column) => !names.includes(column))
  if (stranger !== undefined) throw new TypeError(`${table} has no column ${stranger}`)

  const appender = await connection.createAppender(table)
  try {
    const cells = names.map((name, n) => ({
      name,
      from: columns.indexOf(name),
      write: writerFor(appender.columnType(n)),
    }))
    for (const row of rows) {
      for (const { name, from, write } of cells) {
        const value = from < 0 ? null : row[from]
        if (value === null || value === undefined) appender.appendNull()
        else writeChecked(write, appender, value, `${table}.${name}`)
      }
      appender.endRow()
    }
  } catch (error) {
    // Otherwise the rows that are waiting would be written when the appender is collected.
    appender.clear()
    appender.closeSync()
    throw error
  }
  appender.closeSync()
}

async function columnNames(connection: DuckDBConnection, table: string): Promise<string[]> {
  const answer = await connection.runAndReadAll(
    `select column_name from duckdb_columns() where table_name = $1 and database_name = current_database() order by column_index`,
    [table],
  )
  return answer.getRows().map(([name]) => String(name))
}

function writeChecked(write: Write, appender: DuckDBAppender, value: unknown, at: string): void {
  try {
    write(appender, value)
  } catch (cause) {
    const shown = typeof value === 'bigint' ? String(value) : JSON.stringify(value)
    throw new TypeError(`${at} cannot hold ${shown}: ${(cause as Error).message}`, { cause })
  }
}

const texts = LIST(VARCHAR)

/** The types that facts are made of; how each is handed to the appender. */
const writers: Readonly<Record<string, Write>> = {
  VARCHAR: (appender, value) => {
    if (typeof value !== 'string') throw new TypeError('it is not text')
    appender.appendVarchar(value)
  },
  BIGINT: (appender, value) => appender.appendBigInt(BigInt(value as number)),
  DOUBLE: (appender, value) => appender.appendDouble(value as number),
  BOOLEAN: (appender, value) => appender.appendBoolean(value as boolean),
  TIMESTAMP: (appender, value) => appender.appendTimestamp(toTimestamp(value as Date)),
  'VARCHAR[]': (appender, value) =>
    appender.appendList(listValue([...(value as readonly string[])]), texts),
}

function writerFor(type: DuckDBType): Write {
  const write = writers[String(type)]
  if (!write) throw new TypeError(`columns of type ${String(type)} cannot be appended to`)
  return write
}
