import { randomBytes } from 'node:crypto'
import type { Queryable } from '../database/index.ts'
import { digest } from '../digest.ts'
import type { Key, KeyKind } from './key.ts'
import { insertKey, markRevoked, selectKeys } from './store.ts'

export interface KeyDeps {
  readonly db: Queryable
}

/** What a new key is to be. */
export interface KeySpec {
  readonly kind: KeyKind
  /** What the key is for, so that whoever reads the list can tell whether it is still needed. */
  readonly name: string
  /** Of a write key: a source's name, or nothing. Of an api key: `'read'` or `'write'`. */
  readonly scope?: string | null | undefined
}

/**
 * Makes a key. Its text, `lp_write_…` or `lp_api_…`, is in the answer and nowhere else.
 * @throws RangeError that says what is wrong with the name or the scope
 */
export async function createKey({ db }: KeyDeps, spec: KeySpec): Promise<Key & { key: string }> {
  const { kind, name, scope = null } = spec
  if (name.trim() === '') throw new RangeError('a key needs a name that says what it is for')
  if (kind === 'api' && scope !== 'read' && scope !== 'write') {
    throw new RangeError(
      `the scope of an api key is 'read' or 'write', not ${JSON.stringify(scope)}`,
    )
  }
  const key = `lp_${kind}_${randomBytes(32).toString('base64url')}`
  return { key, ...(await insertKey(db, { kind, name, scope, digest: digest(key) })) }
}

/** Every key that was ever made, revoked ones too, the newest first. */
export const listKeys = ({ db }: KeyDeps): Promise<Key[]> => selectKeys(db)

/**
 * Revokes a key, for good. A request that comes after this is refused it, in every process.
 * @returns the key, or undefined when there is none of that id
 */
export const revokeKey = ({ db }: KeyDeps, id: number): Promise<Key | undefined> =>
  markRevoked(db, id)
