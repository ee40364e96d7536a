import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { Sql } from '../database/sql.ts'
import { appendRows } from './append-rows.ts'
import { openConnections } from './connections.ts'
import { readValue, toParameter } from './values.ts'
import { explain } from './warehouse-error.ts'

/** Something that answers questions about facts. */
export interface WarehouseQueryable {
  /** Whole numbers come back as number, timestamps as Date, lists as arrays. */
  query<Row>(statement: Sql): Promise<Row[]>
}

/** Something that answers several questions from one state of the facts. */
export interface WarehouseReader extends WarehouseQueryable {
  /**
   * Answers all questions of the work as the facts are when it begins, whatever comes in meanwhile: so
   * that what one says adds up to what another does. They are answered one after the other.
   */
  snapshot<T>(work: (facts: WarehouseQueryable) => Promise<T>): Promise<T>
}

/** A transaction in the warehouse. */
export interface WarehouseTx extends WarehouseQueryable {
  /** Appends rows whose values stand in the order of `columns`; other columns stay null. */
  append(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
  ): Promise<void>
}

/** The store of facts: one DuckDB, which one process has open. */
export interface Warehouse extends WarehouseTx, WarehouseReader {
  /** Runs the work in one transaction: all of it is kept, or, when it throws, none. One at a time; queries go on beside it. */
  transaction<T>(work: (tx: WarehouseTx) => Promise<T>): Promise<T>
  /** Stops what runs and lets go of the file. May be called again. */
  close(): Promise<void>
  /** The file it lies in, or `:memory:`. */
  readonly file: string
}

export type WarehouseOptions = ({ readonly file: string } | { readonly memory: true }) & {
  /** What DuckDB may hold in memory before it spills to disk: `'512MB'`. */
  readonly memoryLimit?: string
  /** Threads that work on one statement. Default 2. */
  readonly threads?: number
}

/** How many statements may run beside the writer; more wait their turn. */
const readers = 4

/**
 * Opens the warehouse; a file that does not exist is made.
 * @throws WarehouseError when the file is open elsewhere, damaged, or of a newer version
 */
export async function openWarehouse(options: WarehouseOptions): Promise<Warehouse> {
  const file = 'file' in options ? options.file : ':memory:'
  const guarded: Guard = async (work) => {
    try {
      return await work()
    } catch (error) {
      throw explain(error, file)
    }
  }
  const instance = await guarded(() =>
    DuckDBInstance.create(file, {
      threads: String(options.threads ?? 2),
      memory_limit: options.memoryLimit ?? '512MB',
      // Statements come from users' reports too: they may read facts, not files or the network.
      enable_external_access: 'false',
      // A deterministic rebuild orders by itself; keeping insertion order only costs memory.
      preserve_insertion_order: 'false',
    }),
  )
  const readConnections = openConnections(instance, readers)
  const writeConnection = openConnections(instance, 1)

  const transaction = <T>(work: (tx: WarehouseTx) => Promise<T>): Promise<T> =>
    guarded(() => writeConnection.use((connection) => inTransaction(connection, guarded, work)))

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await Promise.all([readConnections.close(), writeConnection.close()])
    instance.closeSync()
  }

  return {
    file,
    query: (statement) => guarded(() => readConnections.use((each) => run(each, statement))),
    snapshot: (work) => readConnections.use((each) => inSnapshot(each, guarded, work)),
    transaction,
    append: (table, columns, rows) => transaction((tx) => tx.append(table, columns, rows)),
    close: () => (closing ??= close()),
  }
}

/** Runs work and gives its troubles their names. */
type Guard = <T>(work: () => Promise<T>) => Promise<T>

async function inTransaction<T>(
  connection: DuckDBConnection,
  guarded: Guard,
  work: (tx: WarehouseTx) => Promise<T>,
): Promise<T> {
  await connection.run('begin')
  try {
    const result = await work({
      query: (statement) => guarded(() => run(connection, statement)),
      append: (table, columns, rows) => guarded(() => appendRows(connection, table, columns, rows)),
    })
    await connection.run('commit')
    return result
  } catch (error) {
    // What went wrong first is worth telling; that the roll-back then fails as well is its consequence.
    await connection.run('rollback').catch(() => {})
    throw error
  }
}

async function inSnapshot<T>(
  connection: DuckDBConnection,
  guarded: Guard,
  work: (facts: WarehouseQueryable) => Promise<T>,
): Promise<T> {
  await guarded(() => connection.run('begin transaction read only'))
  let before: Promise<unknown> = Promise.resolve()
  let first: unknown
  try {
    return await work({
      query<Row>(statement: Sql) {
        // A connection reads one answer at a time.
        const answer = before
          .then(() => guarded(() => run<Row>(connection, statement)))
          .catch((error: unknown) => {
            first ??= error
            // What follows a failure may fail for nothing else, and says nothing of why.
            throw /transaction is aborted/i.test(String(error)) ? first : error
          })
        before = answer.catch(() => {})
        return answer
      },
    })
  } finally {
    // What was asked and not waited for must not come into the next caller's turn.
    await before
    await connection.run('rollback').catch(() => {})
  }
}

async function run<Row>(connection: DuckDBConnection, statement: Sql): Promise<Row[]> {
  const parameters = statement.values.map(toParameter)
  const answer = await connection.runAndReadAll(
    statement.text,
    parameters.map(({ value }) => value),
    parameters.map(({ type }) => type),
  )
  return answer.convertRowObjects(readValue) as Row[]
}
