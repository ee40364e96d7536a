import { sql, type Database } from '../../src/platform/database/index.ts'

/** Puts many exceptions on the desk at once, a minute apart, the first 3,000 of them overdue. */
export async function raiseMany(db: Database, count: number): Promise<void> {
  await db.query(sql`
    insert into exception
      (fingerprint, mode, contract, title, route, owner, occurrences, first_at, last_at, due_at)
    select 'many' || n, (array['late', 'timeout', 'violation', 'stale', 'drift'])[1 + n % 5],
      'crm.c' || n % 40, 'crm.c' || n % 40 || ': records are held back because of field ' || n,
      'revops', (array['revops', 'web', 'mail', 'content'])[1 + n % 4], 1 + n % 70,
      now() - n * interval '10 seconds', now(), now() + (n - 3000) * interval '1 minute'
    from generate_series(1, ${count}::int) n`)
  await db.query(sql`analyze exception`)
}
