import { sql, type Queryable } from '../platform/database/index.ts'

/** A passkey as its person sees it. */
export interface Passkey {
  readonly id: number
  readonly name: string
  readonly rpId: string
  readonly addedAt: Date
  readonly lastUsedAt: Date | null
}

/** A passkey with what its answers are checked by. */
export interface KnownPasskey extends Passkey {
  readonly person: string
  readonly credential: string
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly transports: string[]
}

/** What a device has made, before it is anybody's. */
export interface MadePasskey {
  readonly credential: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly rpId: string
  readonly name: string
}

const columns = sql`id, name, rp_id as "rpId", added_at as "addedAt", last_used_at as "lastUsedAt"`
const known = sql`${columns}, person, credential, public_key as "publicKey", transports`

/** A person's passkeys, the newest first. */
export const selectPasskeys = (db: Queryable, person: string): Promise<KnownPasskey[]> =>
  db.query<KnownPasskey>(
    sql`select ${known} from account_passkey where person = ${person} order by id desc`,
  )

export async function selectPasskey(
  db: Queryable,
  credential: string,
): Promise<KnownPasskey | undefined> {
  const [row] = await db.query<KnownPasskey>(
    sql`select ${known} from account_passkey where credential = ${credential}`,
  )
  return row
}

/** Undefined when the passkey is somebody's already. */
export async function insertPasskey(
  tx: Queryable,
  person: string,
  { credential, publicKey, counter, transports, rpId, name }: MadePasskey,
  now: Date,
): Promise<Passkey | undefined> {
  const [row] = await tx.query<Passkey>(sql`
    insert into account_passkey
      (person, credential, public_key, counter, transports, rp_id, name, added_at)
    values (${person}, ${credential}, ${Buffer.from(publicKey)}, ${counter}, ${transports}, ${rpId},
      ${name}, ${now})
    on conflict (credential) do nothing returning ${columns}`)
  return row
}

/**
 * Notes that a passkey was used; false when its count does not go up, or when it was removed meanwhile.
 * One statement: of two uses with the same count, one is refused.
 */
export async function advanceCounter(
  db: Queryable,
  id: number,
  counter: number,
  now: Date,
): Promise<boolean> {
  const rows = await db.query(sql`
    update account_passkey set counter = ${counter}, last_used_at = ${now}
    where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter}::bigint = 0))
    returning id`)
  return rows.length > 0
}

/** Undefined when the person has none of that id. */
export async function renamePasskey(
  tx: Queryable,
  person: string,
  id: number,
  name: string,
): Promise<Passkey | undefined> {
  const [row] = await tx.query<Passkey>(sql`
    update account_passkey set name = ${name} where id = ${id} and person = ${person}
    returning ${columns}`)
  return row
}

export async function deletePasskey(tx: Queryable, person: string, id: number): Promise<void> {
  await tx.query(sql`delete from account_passkey where id = ${id} and person = ${person}`)
}

export async function deletePasskeys(tx: Queryable, person: string): Promise<void> {
  await tx.query(sql`delete from account_passkey where person = ${person}`)
}
