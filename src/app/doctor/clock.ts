import type { Clock } from '../../platform/clock.ts'
import { sql, type Queryable } from '../../platform/database/index.ts'
import { fail, ok, warn, type Finding } from './finding.ts'

/** Whether our clock and the database's agree; positions and freshness are judged by both. */
export async function checkClock(db: Queryable, clock: Clock): Promise<Finding> {
  const before = clock.now()
  const [row] = await db.query<{ at: Date }>(sql`select clock_timestamp() as at`)
  return judgeClock(row!.at, { before, after: clock.now() })
}

/** @param asked our time before and after the question; the answer was given somewhere between */
export function judgeClock(
  theirs: Date,
  { before, after }: { readonly before: Date; readonly after: Date },
): Finding {
  const ahead = theirs.getTime() - after.getTime()
  const behind = before.getTime() - theirs.getTime()
  const offMs = Math.max(ahead, behind, 0)
  const found = `the database's clock is ${(offMs / 1_000).toFixed(1)} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine's`
  const mend = 'Let both machines keep their time by NTP (timedatectl set-ntp true)'
  if (offMs > 300_000) return fail('clock', found, mend)
  if (offMs > 2_000) return warn('clock', found, mend)
  return ok('clock', "this machine's clock agrees with the database's")
}
