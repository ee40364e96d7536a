import pg from 'pg'
import { connectionSettings, type Queryable } from './database.ts'
import type { Sql } from './sql.ts'

/** One connection that stays the same, for what belongs to a connection: advisory locks. */
export interface Connection extends Queryable {
  /** Settles when the connection is gone, whoever ended it. */
  readonly lost: Promise<void>
  close(): Promise<void>
}

/** Connects. A statement that gets no answer within five seconds fails, and the connection with it. */
export async function openConnection(options: {
  readonly url: string
  /** Shown in `pg_stat_activity`. */
  readonly name: string
}): Promise<Connection> {
  const client = new pg.Client({
    ...connectionSettings(options),
    connectionTimeoutMillis: 2_000,
    query_timeout: 5_000,
  })
  const lost = new Promise<void>((settle) => {
    client.once('end', () => settle())
    client.once('error', () => settle())
  })
  client.on('error', () => {})
  await client.connect()
  return {
    lost,
    async query<Row>(statement: Sql) {
      const { rows } = await client.query({ text: statement.text, values: [...statement.values] })
      return rows as Row[]
    },
    close: () => client.end().catch(() => {}),
  }
}
