import { randomBytes, randomUUID } from 'node:crypto'
import { sql, type Queryable } from '../platform/database/index.ts'
import type { Role } from './define.ts'
import type { Person } from './person.ts'

const columns = sql`id, name, email, role, epoch, suspended_at as "suspendedAt",
  created_at as "createdAt"`

/** What signs the cookies; made by whoever asks first. */
export async function secretOf(db: Queryable): Promise<string> {
  await db.query(sql`
    insert into account_secret (secret) values (${randomBytes(48).toString('base64url')})
    on conflict do nothing`)
  const [row] = await db.query<{ secret: string }>(sql`select secret from account_secret`)
  return row!.secret
}

export async function selectPerson(db: Queryable, id: string): Promise<Person | undefined> {
  const [row] = await db.query<Person>(sql`select ${columns} from account_person where id = ${id}`)
  return row
}

/** The person, whom nobody else changes until the transaction has ended. */
export async function lockPerson(tx: Queryable, id: string): Promise<Person | undefined> {
  const [row] = await tx.query<Person>(
    sql`select ${columns} from account_person where id = ${id} for update`,
  )
  return row
}

export async function selectByEmail(db: Queryable, email: string): Promise<Person | undefined> {
  const [row] = await db.query<Person>(
    sql`select ${columns} from account_person where email = ${email}`,
  )
  return row
}

export async function selectSuspended(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query(
    sql`select from account_person where id = ${id} and suspended_at is not null`,
  )
  return rows.length > 0
}

/** Everybody, with when they were last here. */
export const selectPeople = (db: Queryable): Promise<(Person & { lastSeenAt: Date | null })[]> =>
  db.query<Person & { lastSeenAt: Date | null }>(sql`
    select ${columns},
      (select max(s.updated_at) from account_session s where s.person = p.id) as "lastSeenAt"
    from account_person p order by lower(name), id`)

/** The ids of the owners who can act, whom nobody else changes until the transaction has ended. */
export async function lockOwners(tx: Queryable): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select id from account_person where role = 'owner' and suspended_at is null
    order by id for update`)
  return rows.map(({ id }) => id)
}

export async function hasOwner(db: Queryable): Promise<boolean> {
  return (await db.query(sql`select from account_person where role = 'owner' limit 1`)).length > 0
}

/** Writes a person down as better-auth would. Undefined when somebody has that e-mail address. */
export async function insertPerson(
  tx: Queryable,
  { id, name, email, role }: { id: string; name: string; email: string; role: Role },
): Promise<Person | undefined> {
  const [row] = await tx.query<Person>(sql`
    insert into account_person (id, name, email, role) values (${id}, ${name}, ${email}, ${role})
    on conflict (email) do nothing returning ${columns}`)
  return row
}

export async function selectPasswordHash(db: Queryable, id: string): Promise<string | undefined> {
  const [row] = await db.query<{ password: string }>(sql`
    select password from account_credential where person = ${id} and provider_id = 'credential'`)
  return row?.password
}

/** Gives a person, whom nobody else changes meanwhile, this password instead of any that they had. */
export async function putPasswordHash(tx: Queryable, id: string, hash: string): Promise<void> {
  await deletePasswordHash(tx, id)
  await tx.query(sql`
    insert into account_credential (id, person, account_id, provider_id, password)
    values (${randomUUID()}, ${id}, ${id}, 'credential', ${hash})`)
}

export async function deletePasswordHash(tx: Queryable, id: string): Promise<void> {
  await tx.query(
    sql`delete from account_credential where person = ${id} and provider_id = 'credential'`,
  )
}

/** @param raise whether the epoch rises, since something is taken away */
export async function updateRole(
  tx: Queryable,
  id: string,
  role: Role,
  raise: boolean,
): Promise<void> {
  await tx.query(sql`
    update account_person set role = ${role}, epoch = epoch + ${raise ? 1 : 0}, updated_at = now()
    where id = ${id}`)
}

export async function updateSuspended(tx: Queryable, id: string, at: Date | null): Promise<void> {
  await tx.query(sql`
    update account_person set suspended_at = ${at}, updated_at = now(),
      epoch = epoch + ${at === null ? 0 : 1}
    where id = ${id}`)
}

export async function deletePerson(tx: Queryable, id: string): Promise<void> {
  await tx.query(sql`delete from account_person where id = ${id}`)
}
