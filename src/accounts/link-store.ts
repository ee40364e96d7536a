import { sql, type Queryable } from '../platform/database/index.ts'
import { may, roles, type Role } from './define.ts'

/** A link that works once. Its token is known only to who was given it. */
export interface Link {
  readonly id: number
  readonly kind: 'welcome' | 'invite' | 'password'
  readonly role: Role | null
  readonly email: string | null
  readonly person: string | null
  readonly madeBy: string
  /** Of the person who made it; null where nobody's rights are behind it, as with the command line. */
  readonly madeById: string | null
  readonly madeAt: Date
  readonly expiresAt: Date
}

const columns = sql`id, kind, role, email, person, made_by as "madeBy",
  made_by_id as "madeById", made_at as "madeAt", expires_at as "expiresAt"`

const makers = roles.filter((role) => may(role, 'manage', 'people'))
/** Who made it must still be somebody who may: a link is worth no more than its maker. */
const open = (now: Date) => sql`used_at is null and voided_at is null and expires_at > ${now}
  and (made_by_id is null or exists (select from account_person maker where maker.id = made_by_id
    and maker.suspended_at is null and maker.role = any(${makers})))`

export async function insertLink(
  tx: Queryable,
  link: Omit<Link, 'id'> & { digest: string },
): Promise<Link> {
  const [row] = await tx.query<Link>(sql`
    insert into account_link
      (kind, digest, role, email, person, made_by, made_by_id, made_at, expires_at)
    values (${link.kind}, ${link.digest}, ${link.role}, ${link.email}, ${link.person},
      ${link.madeBy}, ${link.madeById}, ${link.madeAt}, ${link.expiresAt})
    returning ${columns}`)
  return row!
}

export async function selectOpenLink(
  db: Queryable,
  digest: string,
  now: Date,
): Promise<Link | undefined> {
  const [row] = await db.query<Link>(
    sql`select ${columns} from account_link where digest = ${digest} and ${open(now)}`,
  )
  return row
}

/** The link, which nobody else can use until the transaction has ended; undefined when it is not open. */
export async function lockOpenLink(
  tx: Queryable,
  digest: string,
  now: Date,
): Promise<Link | undefined> {
  const [row] = await tx.query<Link>(
    sql`select ${columns} from account_link where digest = ${digest} and ${open(now)} for update`,
  )
  return row
}

export async function markUsed(tx: Queryable, id: number, now: Date): Promise<void> {
  await tx.query(sql`update account_link set used_at = ${now} where id = ${id}`)
}

/** The invites that wait to be accepted, the newest first. */
export const selectInvites = (db: Queryable, now: Date): Promise<Link[]> =>
  db.query<Link>(sql`
    select ${columns} from account_link where kind = 'invite' and ${open(now)} order by id desc`)

/** Voids an invite; undefined when none of that id is open. */
export async function voidInvite(tx: Queryable, id: number, now: Date): Promise<Link | undefined> {
  const [row] = await tx.query<Link>(sql`
    update account_link set voided_at = ${now} where id = ${id} and kind = 'invite' and ${open(now)}
    returning ${columns}`)
  return row
}

/** Voids the open links of a kind that are for somebody, by address or by person. */
export async function voidLinks(
  tx: Queryable,
  { kind, email, person }: Pick<Link, 'kind' | 'email' | 'person'>,
  now: Date,
): Promise<void> {
  await tx.query(sql`
    update account_link set voided_at = ${now}
    where kind = ${kind} and email is not distinct from ${email}
      and person is not distinct from ${person} and ${open(now)}`)
}

/** Voids all that a person made and nobody has used. */
export async function voidLinksMadeBy(tx: Queryable, person: string, now: Date): Promise<void> {
  await tx.query(sql`
    update account_link set voided_at = ${now}
    where made_by_id = ${person} and used_at is null and voided_at is null`)
}

/** Nobody becomes the first owner twice: whoever asks takes turns until the transaction has ended. */
export async function lockFirstOwner(tx: Queryable): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(4400014)`)
}
