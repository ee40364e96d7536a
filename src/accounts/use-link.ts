import { randomUUID } from 'node:crypto'
import type { Result } from '../core/result.ts'
import type { Queryable } from '../platform/database/index.ts'
import { digest } from '../platform/digest.ts'
import { record } from './audit.ts'
import { countAttempt, forgiveAttempt } from './attempts.ts'
import { creationOptions, type NewPasskey } from './ceremony.ts'
import { makeChallenge } from './challenge.ts'
import { refused, type AccountRefusal, type Deps } from './deps.ts'
import { lockFirstOwner, lockOpenLink, markUsed, selectOpenLink, type Link } from './link-store.ts'
import { deletePasskeys, insertPasskey, selectPasskey, type MadePasskey } from './passkey-store.ts'
import { weakness } from './password.ts'
import { nameOf } from './people.ts'
import { actorOf, type Person, type Visit } from './person.ts'
import { announceReset } from './reset.ts'
import { deleteSessions } from './session-store.ts'
import { letIn, type LetIn } from './sign-in.ts'
import {
  deletePasswordHash,
  hasOwner,
  insertPerson,
  lockOwners,
  lockPerson,
  putPasswordHash,
  selectPerson,
} from './store.ts'
import { siteFor, whatWasMade, type Asked } from './use-passkey.ts'

/** Who somebody says they are who comes by a link. */
export interface Claim {
  readonly token: string
  /** Left out when the link is a known person's. */
  readonly name?: string | undefined
  /** Left out when the link says it. */
  readonly email?: string | undefined
}

/** That, with what they choose to sign in by: the one or the other. */
export interface Entry extends Claim {
  readonly password?: string | undefined
  readonly passkey?: { readonly name: string; readonly credential: NewPasskey } | undefined
}

/** What somebody will sign in by. */
type Key = { readonly hash: string } | { readonly made: MadePasskey }

const gone = () =>
  refused(
    'gone',
    'this link was used, was taken back or replaced, or has expired; ask for a new one',
  )

/** Guards all that takes a link's token: guessing one is hopeless, but must not cost us work. */
export async function countLinkAttempt(
  { db, clock }: Deps,
  { address }: Visit,
): Promise<Result<() => Promise<void>, AccountRefusal>> {
  const bucket = `link from ${address}`
  const waitMs = await countAttempt(db, [{ bucket, times: 60, within: 600_000 }], clock.now())
  if (waitMs === 0) return { ok: true, value: () => forgiveAttempt(db, bucket) }
  const detail = 'too many attempts from here; try again in ten minutes'
  return { ok: false, error: { refused: 'too many', detail, waitMs } }
}

/** Asks the device of somebody who comes by a link for a passkey. */
export async function prepareEntry(
  deps: Deps,
  visit: Visit,
  claim: Claim,
): Promise<Result<Asked<ReturnType<typeof creationOptions>>, AccountRefusal>> {
  const site = siteFor(deps)
  if (!site.ok) return site
  const attempt = await countLinkAttempt(deps, visit)
  if (!attempt.ok) return attempt
  const { db, clock } = deps
  const link = await selectOpenLink(db, digest(claim.token), clock.now())
  if (!link) return gone()
  const wanted = await whoFor(db, link, claim)
  if (!wanted.ok) return wanted
  const person = link.person ?? randomUUID()
  const asked = { purpose: 'enter', person, session: null, link: link.id } as const
  const { challenge, cookies } = await makeChallenge(deps, visit, asked)
  await attempt.value()
  const who = { id: person, name: wanted.value.name, email: wanted.value.email }
  return { ok: true, value: { options: creationOptions(site.value, challenge, who, []), cookies } }
}

/** Makes the person whom the link is for, or gives them a new way in, and signs them in. */
export async function enterByLink(
  deps: Deps,
  visit: Visit,
  entry: Entry,
): Promise<Result<LetIn, AccountRefusal>> {
  const attempt = await countLinkAttempt(deps, visit)
  if (!attempt.ok) return attempt
  const { db, clock } = deps
  const link = await selectOpenLink(db, digest(entry.token), clock.now())
  if (!link) return gone()
  const wanted = await whoFor(db, link, entry)
  if (!wanted.ok) return wanted
  // It takes its time: not while a transaction is open.
  const key = await keyOf(deps, visit, link, entry, wanted.value)
  if (!key.ok) return key
  const { id, ...chosen } = key.value
  const who = { ...wanted.value, id }
  const entered = await db.transaction((tx) => enter(tx, clock.now(), entry.token, who, chosen))
  if (!entered.ok) return entered
  await attempt.value()
  return letIn(deps, visit, entered.value)
}

type Wanted = Pick<Person, 'name' | 'email'>

async function whoFor(
  db: Queryable,
  link: Link,
  { name, email }: Claim,
): Promise<Result<Wanted, AccountRefusal>> {
  if (link.person) {
    const person = await selectPerson(db, link.person)
    return person ? { ok: true, value: person } : gone()
  }
  const address = (link.email ?? email ?? '').trim().toLowerCase()
  if (!name?.trim()) return refused('weak', 'say your name')
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return refused('weak', 'say your e-mail address')
  return { ok: true, value: { name: name.trim(), email: address } }
}

/** What was chosen to sign in by, and the id of whom it is for. */
async function keyOf(
  deps: Deps,
  visit: Visit,
  link: Link,
  { password, passkey }: Entry,
  wanted: Wanted,
): Promise<Result<Key & { readonly id: string }, AccountRefusal>> {
  if ((password === undefined) === (passkey === undefined)) {
    return refused('weak', 'choose a password or a passkey, and not both')
  }
  if (passkey) {
    const outcome = await whatWasMade(deps, visit, 'enter', passkey)
    if (!outcome.ok) return outcome
    const { made, asked } = outcome.value
    return asked.link === link.id && asked.person !== null
      ? { ok: true, value: { made, id: asked.person } }
      : refused('wrong', 'this passkey was asked for by another link; start again')
  }
  const weak = weakness(password!, wanted)
  if (weak) return refused('weak', weak)
  const hash = await (await deps.auth()).password.hash(password!)
  return { ok: true, value: { hash, id: link.person ?? randomUUID() } }
}

async function enter(
  tx: Queryable,
  now: Date,
  token: string,
  wanted: Wanted & Pick<Person, 'id'>,
  key: Key,
): Promise<Result<Person, AccountRefusal>> {
  await lockFirstOwner(tx)
  // Who removes the maker of a link takes turns with who uses it.
  await lockOwners(tx)
  const link = await lockOpenLink(tx, digest(token), now)
  if (!link || (link.kind === 'welcome' && (await hasOwner(tx)))) return gone()
  if ('made' in key && (await selectPasskey(tx, key.made.credential))) {
    return refused('taken', 'this passkey is in use already')
  }
  const person = link.person
    ? await shutOut(tx, link.person)
    : await insertPerson(tx, { ...wanted, role: link.role ?? 'owner' })
  // Somebody else has come to that address meanwhile.
  if (!person) return gone()
  if ('made' in key) await insertPasskey(tx, person.id, key.made, now)
  else await putPasswordHash(tx, person.id, key.hash)
  await markUsed(tx, link.id, now)
  await record(tx, actorOf(person), deed(link, person, key), nameOf(person))
  return { ok: true, value: person }
}

function deed({ kind }: Link, { role }: Person, key: Key): string {
  const by = 'made' in key ? 'passkey' : 'password'
  if (kind === 'welcome') return 'become the first owner'
  return kind === 'invite' ? `join as ${role}` : `set a new ${by} by a link`
}

/**
 * Ends all that a person signed in by, since what a link gives them takes its place: who needs one has
 * lost the old, and somebody else may have found it.
 */
async function shutOut(tx: Queryable, id: string): Promise<Person | undefined> {
  const person = await lockPerson(tx, id)
  await deletePasswordHash(tx, id)
  await deletePasskeys(tx, id)
  await deleteSessions(tx, id)
  await announceReset(tx, { person: id, session: null, reason: 'password changed' })
  return person
}
