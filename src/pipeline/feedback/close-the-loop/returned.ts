import { sql } from '../../../platform/database/sql.ts'
import type { WarehouseQueryable } from '../../../platform/warehouse/index.ts'

/** What came back from readers. */
export interface Returned {
  readonly exposures: number
  readonly goals: number
}

/** Counts what was shown to readers, and what they did, from a moment on. */
export async function returnedSince(
  { warehouse }: { readonly warehouse: WarehouseQueryable },
  since: Date,
): Promise<Returned> {
  const [counts] = await warehouse.query<Returned>(sql`
    select (select count(*) from exposure where exposure."at" >= ${since}) as exposures,
      (select count(*) from goal where goal."at" >= ${since}) as goals`)
  return counts!
}
