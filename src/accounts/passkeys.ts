import type { Result } from '../core/result.ts'
import type { Queryable } from '../platform/database/index.ts'
import { record } from './audit.ts'
import { creationOptions, type NewPasskey } from './ceremony.ts'
import { makeChallenge } from './challenge.ts'
import { refused, type AccountRefusal, type Deps } from './deps.ts'
import { nameOf } from './people.ts'
import { actorOf, type SignedIn, type Visit } from './person.ts'
import {
  deletePasskey,
  insertPasskey,
  renamePasskey,
  selectPasskeys,
  type Passkey,
} from './passkey-store.ts'
import { prove, type Proof } from './prove.ts'
import { lockSession } from './session-store.ts'
import { lockPerson, selectPasswordHash } from './store.ts'
import { siteFor, whatWasMade, type Asked } from './use-passkey.ts'

const most = 20

/** A passkey as it is listed; `here`: whether it works at the address of today. */
export type ListedPasskey = Omit<Passkey, 'rpId'> & { readonly here: boolean }

/** By what a person can sign in. */
export async function listPasskeys(
  { db, site }: Deps,
  { person }: SignedIn,
): Promise<{ hasPassword: boolean; passkeys: ListedPasskey[] }> {
  const passkeys = await selectPasskeys(db, person.id)
  return {
    hasPassword: (await selectPasswordHash(db, person.id)) !== undefined,
    passkeys: passkeys.map((each) => listed(each, site?.rpId)),
  }
}

const listed = (
  { id, name, addedAt, lastUsedAt, rpId }: Passkey,
  hereId: string | undefined,
): ListedPasskey => ({ id, name, addedAt, lastUsedAt, here: rpId === hereId })

/** Asks the device of a signed-in person, who proves that it is they, for a new passkey. */
export async function preparePasskey(
  deps: Deps,
  visit: Visit,
  signedIn: SignedIn,
  proof: Proof,
): Promise<Result<Asked<ReturnType<typeof creationOptions>>, AccountRefusal>> {
  const site = siteFor(deps)
  if (!site.ok) return site
  const proved = await prove(deps, visit, signedIn, proof)
  if (!proved.ok) return proved
  const { person, session } = signedIn
  const others = await selectPasskeys(deps.db, person.id)
  if (others.length >= most) return tooMany
  const asked = { purpose: 'add', person: person.id, session, link: null } as const
  const { challenge, cookies } = await makeChallenge(deps, visit, asked)
  const options = creationOptions(site.value, challenge, person, others)
  return { ok: true, value: { options, cookies } }
}

/** Adds the passkey that the device of a signed-in person has made. */
export async function addPasskey(
  deps: Deps,
  visit: Visit,
  { person, session }: SignedIn,
  answer: { readonly name: string; readonly credential: NewPasskey },
): Promise<Result<ListedPasskey, AccountRefusal>> {
  const { db, clock, site } = deps
  const outcome = await whatWasMade(deps, visit, 'add', answer)
  if (!outcome.ok) return outcome
  const { made, asked } = outcome.value
  if (asked.person !== person.id || asked.session !== session) {
    return refused('wrong', 'this passkey was asked of somebody else; nothing was added')
  }
  return db.transaction(async (tx) => {
    // A session that has ended meanwhile, with what ended it, must leave no way in behind.
    if (!(await isStillIn(tx, { person, session }))) return ended
    if ((await selectPasskeys(tx, person.id)).length >= most) return tooMany
    const added = await insertPasskey(tx, person.id, made, clock.now())
    if (!added) return refused('taken', 'this passkey is in use already')
    await record(tx, actorOf(person), 'add a passkey', nameOf(person))
    return { ok: true, value: listed(added, site?.rpId) }
  })
}

/** Undefined when the person has none of that id. */
export const nameAnew = (
  { db, site }: Deps,
  { person }: SignedIn,
  id: number,
  name: string,
): Promise<ListedPasskey | undefined> =>
  db.transaction(async (tx) => {
    const renamed = await renamePasskey(tx, person.id, id, name)
    if (!renamed) return undefined
    await record(tx, actorOf(person), 'rename a passkey', nameOf(person))
    return listed(renamed, site?.rpId)
  })

/** Removes a passkey, but never a person's last way in. */
export const removePasskey = (
  { db, site }: Deps,
  { person }: SignedIn,
  id: number,
): Promise<Result<{ id: number }, AccountRefusal>> =>
  db.transaction(async (tx) => {
    // Two that are removed at once take turns, so that the second sees what is left.
    await lockPerson(tx, person.id)
    const passkeys = await selectPasskeys(tx, person.id)
    if (!passkeys.some((each) => each.id === id)) {
      return refused('unknown', `you have no passkey ${id}; it may have been removed`)
    }
    const isLeft = passkeys.some((each) => each.id !== id && each.rpId === site?.rpId)
    if (!isLeft && (await selectPasswordHash(tx, person.id)) === undefined) {
      return refused(
        'last way in',
        'without this passkey you could not sign in any more; add another one or set a password first',
      )
    }
    await deletePasskey(tx, person.id, id)
    await record(tx, actorOf(person), 'remove a passkey', nameOf(person))
    return { ok: true, value: { id } }
  })

/** Whether a person at a browser may still act, which nobody changes until the transaction has ended. */
export async function isStillIn(tx: Queryable, { person, session }: SignedIn): Promise<boolean> {
  const now = await lockPerson(tx, person.id)
  return now !== undefined && !now.suspendedAt && (await lockSession(tx, person.id, session))
}

export const ended = refused('signed out', 'this session has ended; sign in again')
const tooMany = refused('taken', `you have ${most} passkeys; remove one first`)
