import { sql, Sql } from '../../platform/database/sql.ts'
import type { WarehouseQueryable } from '../../platform/warehouse/index.ts'
import { factSchema } from './fact-schema.ts'

/** How many facts there are, of all kinds: the warehouse knows it of each table without reading it. */
export async function countFacts(warehouse: WarehouseQueryable): Promise<number> {
  const counts = Object.values(factSchema).map(
    ({ name }) => sql`select count(*) as facts from ${new Sql([`"${name}"`], [])}`,
  )
  const all = counts.reduce((one, other) => sql`${one} union all ${other}`)
  const [row] = await warehouse.query<{ facts: number }>(
    sql`select sum(facts) as facts from (${all})`,
  )
  return row!.facts
}
