import type { FailureMode } from '../contracts/index.ts'
import { sql, type Queryable } from '../platform/database/index.ts'

/** A way of failing under a contract; of drift, by one of its faces. */
export interface ModeOfContract {
  readonly contract: string
  readonly mode: FailureMode
  readonly face: string | null
}

/** The oldest open exception of these, by contract. */
export async function selectOldestOf(
  db: Queryable,
  modes: readonly ModeOfContract[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ contract: string; id: number }>(sql`
    select asked.contract, min(found.id)::bigint as id
    from unnest(
      ${modes.map(({ contract }) => contract)}::text[], ${modes.map(({ mode }) => mode)}::text[],
      ${modes.map(({ face }) => face)}::text[]
    ) asked (contract, mode, face)
    cross join lateral (
      select id from exception
      where state = 'open' and contract = asked.contract and mode = asked.mode
        and (asked.face is null or coalesce(detail ->> 'face', 'changed') = asked.face)
      order by id limit 1
    ) found
    group by asked.contract`)
  return new Map(rows.map(({ contract, id }) => [contract, id]))
}

/** What is open under a contract, or under none, and has these values in its detail. */
export const selectOpenWith = (
  db: Queryable,
  contract: string | undefined,
  detail: Readonly<Record<string, unknown>>,
): Promise<{ id: number; mode: FailureMode; detail: Record<string, unknown> }[]> =>
  db.query(sql`
    select id, mode, detail from exception
    where state = 'open' and ${contract === undefined ? sql`contract is null` : sql`contract = ${contract}`}
      and detail @> ${JSON.stringify(detail)}::jsonb`)
