import { sql, type Queryable } from '../../platform/database/index.ts'
import type { Signal, SignalReader } from './signal.ts'

/** Together the payloads of one batch stay below this, in bytes, unless a single one is larger. */
const mostBytes = 16_000_000

/** Reads signals from PostgreSQL. Positions become visible in their order, so none is skipped. */
export function signalReader(db: Queryable): SignalReader {
  return {
    async read(after, limit) {
      const signals = await db.query<Signal & { readonly found: number }>(sql`
        select position, contract, key, received_at as "receivedAt", supersedes, payload, found
        from (
          select *, sum(octet_length(payload::text)) over (order by position) as bytes,
            row_number() over (order by position) as n, count(*) over () as found
          from (
            select * from signal where position > ${after} order by position limit ${limit}
          ) next
        ) sized
        where bytes <= ${mostBytes} or n = 1
        order by position`)
      return { signals, isCut: signals.length < (signals[0]?.found ?? 0) }
    },
    async last() {
      const [row] = await db.query<{ last: number }>(
        sql`select coalesce(max(position), 0) as last from signal`,
      )
      return row!.last
    },
  }
}

/** Whether signals of a contract lie behind one position and up to another. */
export async function hasSignalsBetween(
  db: Queryable,
  contract: string,
  after: number,
  upTo: number,
): Promise<boolean> {
  const [row] = await db.query<{ there: boolean }>(sql`
    select exists (
      select from signal
      where contract = ${contract} and position > ${after} and position <= ${upTo}
    ) as there`)
  return row!.there
}
