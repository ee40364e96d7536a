import { realpath } from 'node:fs/promises'
import pg from 'pg'
import type { Place } from './place.ts'

type Address = Pick<Place, 'password' | 'data'>

/** The connection string of our database on this port. */
export const serverUrl = ({ password }: Pick<Place, 'password'>, port: number): string =>
  `postgres://linchpin:${password}@127.0.0.1:${port}/linchpin`

/**
 * What a port says to us: `ours` took our password and keeps its data in our folder; `refuses` is a
 * PostgreSQL that does not know our password; `other` is anything else, or nobody. Makes our
 * database in our server if it is missing.
 */
export async function answers(place: Address, port: number): Promise<'ours' | 'refuses' | 'other'> {
  const url = serverUrl(place, port)
  const { rows, code } = await ask(url, 'show data_directory')
  if (code === '3D000') {
    const made = await ask(url.replace(/\/linchpin$/, '/postgres'), 'create database linchpin')
    return made.code === undefined || made.code === '42P04' ? answers(place, port) : 'other'
  }
  if (code === '28P01') return 'refuses'
  const data = rows?.[0]?.['data_directory']
  if (typeof data !== 'string') return 'other'
  return (await realpath(data)) === (await realpath(place.data)) ? 'ours' : 'other'
}

interface Answer {
  readonly rows?: Record<string, unknown>[]
  /** An SQLSTATE, or a code of the network. */
  readonly code?: string
}

async function ask(url: string, statement: string): Promise<Answer> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'linchpin-launcher',
    connectionTimeoutMillis: 2_000,
    query_timeout: 10_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(statement)
    return { rows }
  } catch (error) {
    return { code: (error as { code?: string }).code ?? 'unknown' }
  } finally {
    await client.end().catch(() => {})
  }
}
