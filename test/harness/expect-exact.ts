import { expect } from 'vitest'
import { sql, type Queryable } from '../../src/platform/database/index.ts'

/** Law 1, for every contract and day, and that what is counted is what is there. */
export async function expectExact(db: Queryable): Promise<void> {
  const wrong = await db.query(sql`
    select * from tally
    where read <> landed + duplicate + filtered + quarantined
      or least(read, landed, duplicate, filtered, quarantined) < 0`)
  expect(wrong).toEqual([])
  const [row] = await db.query<Record<string, number>>(sql`
    select coalesce(sum(landed), 0)::int as landed, (select count(*) from signal) as signals,
      coalesce(sum(quarantined), 0)::int as quarantined,
      (select count(*) from quarantine where state <> 'replayed') as kept
    from tally`)
  expect(row!['signals']).toBe(row!['landed'])
  expect(row!['kept']).toBe(row!['quarantined'])
}
