import { Sql, sql } from '../../src/platform/database/sql.ts'
import type { Database } from '../../src/platform/database/index.ts'

const restless = ['lease', 'account_attempt']

/**
 * A digest of every table of ours, so that a test can say that nothing was changed, or what was. Left out
 * is what goes on by itself, and how often something was tried, which is counted also when it is refused.
 */
export async function worldOf(
  db: Database,
  without: readonly string[] = [],
): Promise<Record<string, string>> {
  const tables = await db.query<{ name: string }>(sql`
    select table_name as name from information_schema.tables
    where table_schema = current_schema and table_type = 'BASE TABLE' order by 1`)
  const left = tables.filter(({ name }) => ![...restless, ...without].includes(name))
  const digests = await Promise.all(
    left.map(async ({ name }) => {
      const [row] = await db.query<{ digest: string }>(
        new Sql(
          [`select md5(string_agg(t::text, '|' order by t::text)) as digest from ${name} t`],
          [],
        ),
      )
      return [name, row!.digest] as const
    }),
  )
  return Object.fromEntries(digests)
}
