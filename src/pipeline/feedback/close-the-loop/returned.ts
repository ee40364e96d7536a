import { sql } from '../../../platform/database/sql.ts'
import type { WarehouseQueryable } from '../../../platform/warehouse/index.ts'

/** What came back from readers. */
export interface Returned {
  readonly exposures: number
  readonly goals: number
  /** The experiments that dealt arms, each with the last day (UTC) on which it did. */
  readonly dealt: ReadonlyMap<string, string>
}

/** Counts what was shown to readers, and what they did, from a moment on. */
export async function returnedSince(
  { warehouse }: { readonly warehouse: WarehouseQueryable },
  since: Date,
): Promise<Returned> {
  const [counts] = await warehouse.query<{ exposures: number; goals: number }>(sql`
    select (select count(*) from exposure where exposure."at" >= ${since}) as exposures,
      (select count(*) from goal where goal."at" >= ${since}) as goals`)
  const dealt = await warehouse.query<{ experiment: string; day: string }>(sql`
    select experiment, strftime(max(exposure."at"), '%Y-%m-%d') as day
    from exposure where experiment is not null and fallback is null group by experiment`)
  return { ...counts!, dealt: new Map(dealt.map(({ experiment, day }) => [experiment, day])) }
}
