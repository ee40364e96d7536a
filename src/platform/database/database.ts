import pg from 'pg'
import type { Sql } from './sql.ts'

/** Something that runs statements: the database, or a transaction in it. */
export interface Queryable {
  query<Row>(statement: Sql): Promise<Row[]>
}

export interface QueryOptions {
  /**
   * After how long without an answer the statement fails, in milliseconds, and its connection is given up.
   * For what others wait for: a host that vanished says nothing for a quarter of an hour. Default: never.
   */
  readonly patienceMs?: number
}

/** Our PostgreSQL: a pool of connections. */
export interface Database extends Queryable {
  query<Row>(statement: Sql, options?: QueryOptions): Promise<Row[]>
  /** Runs the work in one transaction: all of it is kept, or, when it throws, none. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /**
   * Calls `heard` for each notification on the channel, and once after each reconnection; `lost` when
   * the connection breaks, until which reconnection nothing is heard. Returns how to stop.
   */
  listen(
    channel: string,
    heard: (payload: string) => void,
    lost?: () => void,
  ): Promise<() => Promise<void>>
  /** The connection string it was opened with. */
  readonly url: string
  /** Asked again, it is the same end. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  /** Shown in `pg_stat_activity`. */
  readonly name: string
  /** The most connections held open. Default 8. */
  readonly connections?: number
  /** Told when an idle connection breaks; the pool replaces it by itself. */
  readonly onBroken?: (error: Error) => void
}

/** All tables live in this schema, so that Linchpin can share a database without touching anybody's tables. */
export const schemaName = 'linchpin'

// bigint: positions and counts stay below 2^53, so a number serves and compares as one expects.
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === 20 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Opens the database. No connection is made before the first statement. */
export function openDatabase(options: DatabaseOptions): Database {
  const settings = connectionSettings(options)
  const pool = openPool(options)

  let ended: Promise<void> | undefined
  return {
    url: options.url,
    async query<Row>({ text, values }: Sql, { patienceMs }: QueryOptions = {}) {
      // The driver knows it for one statement too; its types do not.
      const patience = patienceMs === undefined ? {} : { query_timeout: patienceMs }
      const { rows } = await pool.query({ text, values: [...values], ...patience })
      return rows as Row[]
    },
    async transaction(work) {
      const client = await pool.connect()
      let broken: Error | undefined
      // A connection that breaks between two statements says so here; unheard, that would end the process.
      const lose = (error: Error): void => {
        broken = error
      }
      client.on('error', lose)
      try {
        await client.query('begin')
        const result = await work({
          async query<Row>(statement: Sql) {
            const { rows } = await client.query({
              text: statement.text,
              values: [...statement.values],
            })
            return rows as Row[]
          },
        })
        await client.query('commit')
        return result
      } catch (error) {
        // A connection that cannot even roll back is thrown away rather than handed to the next caller.
        await client.query('rollback').catch((failure: Error) => (broken = failure))
        throw error
      } finally {
        client.off('error', lose)
        client.release(broken)
      }
    },
    listen: (channel, heard, lost) => listen(settings, channel, heard, lost),
    close: () => (ended ??= pool.end()),
  }
}

/** Connections of ours for a library that speaks to PostgreSQL by itself. */
export function openPool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({ ...connectionSettings(options), max: options.connections ?? 8 })
  pool.on('error', (error) => options.onBroken?.(error))
  // A connection that breaks in the moment in which it is handed out belongs to nobody, and an error
  // that nobody hears ends the process. Whoever holds it hears of it by their next statement.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** How every connection of ours is set up. */
export function connectionSettings({
  url,
  name,
}: Pick<DatabaseOptions, 'url' | 'name'>): pg.ClientConfig {
  return {
    connectionString: withOurs(url, name),
    // A process that was stopped in the middle of a transaction must not hold its locks for ever.
    idle_in_transaction_session_timeout: 5_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types,
  }
}

/**
 * Our name and schema stand in the address itself: what stands there wins over what is passed beside it,
 * and hosts of PostgreSQL hand out addresses with a name and options of their own.
 */
function withOurs(url: string, name: string): string {
  const address = new URL(url)
  const theirs = address.searchParams.get('options')
  const options = [...(theirs ? [theirs] : []), `-c search_path=${schemaName}`]
  address.searchParams.set('options', options.join(' '))
  address.searchParams.set('application_name', name)
  return address.href
}

async function listen(
  settings: pg.ClientConfig,
  channel: string,
  heard: (payload: string) => void,
  lost?: () => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined
  let stopped = false
  let retry: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const next = new pg.Client(settings)
    next.on('notification', ({ payload }) => heard(payload ?? ''))
    next.on('error', () => {
      if (client === next) again()
    })
    try {
      await next.connect()
      await next.query(`listen ${pg.escapeIdentifier(channel)}`)
      if (stopped) await next.end()
      client = next
    } catch (error) {
      void next.end().catch(() => {})
      throw error
    }
  }
  const again = (): void => {
    if (stopped || retry) return
    client = undefined
    lost?.()
    retry = setTimeout(() => {
      retry = undefined
      // Something may have been said while nobody listened: the caller looks once more by itself.
      connect().then(
        () => heard(''),
        () => again(),
      )
    }, 500)
  }

  await connect()
  return async () => {
    stopped = true
    clearTimeout(retry)
    await client?.end()
  }
}
