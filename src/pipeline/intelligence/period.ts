import { sql, type Sql } from '../../platform/database/sql.ts'

export interface Period {
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

/** Whether a moment lies in the period. What has no date lies in no period but the unbounded one. */
export function inPeriod(moment: Sql, { from, to }: Period): Sql {
  if (from && to) return sql`${moment} >= ${from} and ${moment} < ${to}`
  if (from) return sql`${moment} >= ${from}`
  if (to) return sql`${moment} < ${to}`
  return sql`true`
}
