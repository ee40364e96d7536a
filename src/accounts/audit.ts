import { sql, type Queryable } from '../platform/database/index.ts'
import type { Actor } from './person.ts'

/** One thing that somebody did, or asked for. */
export interface AuditEntry {
  readonly seq: number
  readonly at: Date
  readonly kind: Actor['kind']
  readonly actor: string
  readonly action: string
  readonly subject: string
}

/** Whether the trail is as it was written. */
export type Verification =
  | { readonly state: 'whole'; readonly entries: number; readonly head: string }
  | { readonly state: 'broken'; readonly entries: number; readonly at: number }

/** Writes one entry; inside a transaction, it stands or falls with it. */
export async function record(
  tx: Queryable,
  actor: Actor,
  action: string,
  subject: string,
): Promise<void> {
  await tx.query(sql`
    insert into account_audit (kind, actor_id, actor, action, subject)
    values (${actor.kind}, ${actor.id}, ${actor.name}, ${action}, ${subject})`)
}

/** The trail, newest first. */
export async function listAudit(
  db: Queryable,
  { after, limit = 100 }: { after?: number | undefined; limit?: number | undefined },
): Promise<{ entries: AuditEntry[]; next?: string }> {
  const entries = await db.query<AuditEntry>(sql`
    select seq, at, kind, actor, action, subject from account_audit
    where ${after ?? null}::bigint is null or seq < ${after ?? null} order by seq desc limit ${limit + 1}`)
  const page = entries.slice(0, limit)
  return entries.length > limit
    ? { entries: page, next: String(page.at(-1)!.seq) }
    : { entries: page }
}

/**
 * Computes every entry's hash again and holds it against what stands there, and against the entry before.
 * It finds what was changed or cut out. That the newest were cut off, only an older head can tell, which
 * is why the head goes into the log every hour.
 */
export async function verifyAudit(db: Queryable): Promise<Verification> {
  const [row] = await db.query<{ entries: number; wrong: number | null; head: string | null }>(sql`
    with chained as (
      select *, lag(hash, 1, '') over (order by seq) as before,
        lag(seq, 1, 0::bigint) over (order by seq) as last
      from account_audit
    )
    select count(*) as entries, max(hash) filter (where seq = (select max(seq) from account_audit)) as head,
      min(seq) filter (where prev <> before or seq <> last + 1 or hash is distinct from
        account_audit_hash(prev, seq, at, kind, actor_id, actor, action, subject)) as wrong
    from chained`)
  const { entries, wrong, head } = row!
  return wrong === null
    ? { state: 'whole', entries, head: head ?? '' }
    : { state: 'broken', entries, at: wrong }
}
