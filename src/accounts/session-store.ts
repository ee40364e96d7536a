import { sql, type Queryable } from '../platform/database/index.ts'

/** A session as it is listed. */
export interface Session {
  readonly id: string
  readonly person: string
  readonly startedAt: Date
  /** To a quarter of an hour. */
  readonly lastSeenAt: Date
  readonly expiresAt: Date
  readonly address: string | null
  readonly agent: string | null
}

const columns = sql`id, person, created_at as "startedAt", updated_at as "lastSeenAt",
  expires_at as "expiresAt", ip_address as address, user_agent as agent`

/** A person's sessions, the one last used first. */
export const selectSessions = (db: Queryable, person: string, now: Date): Promise<Session[]> =>
  db.query<Session>(sql`
    select ${columns} from account_session where person = ${person} and expires_at > ${now}
    order by updated_at desc, id`)

/** Whether a session is there, which nobody ends until the transaction has ended. */
export async function lockSession(tx: Queryable, person: string, id: string): Promise<boolean> {
  const rows = await tx.query(
    sql`select from account_session where id = ${id} and person = ${person} for update`,
  )
  return rows.length > 0
}

/** Ends one session; undefined when the person has none of that id. */
export async function deleteSession(
  tx: Queryable,
  person: string,
  id: string,
): Promise<Session | undefined> {
  const [row] = await tx.query<Session>(sql`
    delete from account_session where id = ${id} and person = ${person} returning ${columns}`)
  return row
}

/** Ends a person's sessions, all or all but one; the ids of those that ended. */
export async function deleteSessions(
  tx: Queryable,
  person: string,
  except: string | null = null,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    delete from account_session where person = ${person} and id is distinct from ${except}
    returning id`)
  return rows.map(({ id }) => id)
}

export async function deleteExpiredSessions(db: Queryable, now: Date): Promise<void> {
  await db.query(sql`delete from account_session where expires_at < ${now}`)
}
