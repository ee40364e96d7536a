import { sql, type Queryable } from '../platform/database/index.ts'

/** How often something may be tried in a while. */
export interface Allowance {
  /** What is counted: who tries, or what is tried. */
  readonly bucket: string
  readonly times: number
  readonly within: number
}

/**
 * Counts an attempt before it is made, so that many at once are all counted. In the database, so that
 * neither a restart nor a second process forgets. What one allowance refuses, those after it do not
 * count: an address that may not try any more locks nobody's account.
 * @returns the milliseconds to wait, or 0 when it may be made
 */
export async function countAttempt(
  db: Queryable,
  allowances: readonly Allowance[],
  now: Date,
): Promise<number> {
  for (const { bucket, times, within } of allowances) {
    const fresh = new Date(now.getTime() + within)
    const [row] = await db.query<{ times: number; until: Date }>(sql`
      insert into account_attempt as a (bucket, times, until) values (${bucket}, 1, ${fresh})
      on conflict (bucket) do update set
        times = case when a.until <= ${now} then 1 else a.times + 1 end,
        until = case when a.until <= ${now} then excluded.until else a.until end
      returning times, until`)
    if (row!.times > times) return row!.until.getTime() - now.getTime()
  }
  return 0
}

/** One attempt turned out to be rightful: it is not counted. */
export async function forgiveAttempt(db: Queryable, bucket: string): Promise<void> {
  await db.query(
    sql`update account_attempt set times = greatest(times - 1, 0) where bucket = ${bucket}`,
  )
}

/** Forgets all attempts. */
export async function forgetAttempts(db: Queryable, bucket: string): Promise<void> {
  await db.query(sql`delete from account_attempt where bucket = ${bucket}`)
}

export async function deleteOldAttempts(db: Queryable, now: Date): Promise<void> {
  await db.query(sql`delete from account_attempt where until < ${now}`)
}
