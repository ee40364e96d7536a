import type { Result } from '../core/result.ts'
import type { Queryable } from '../platform/database/index.ts'
import { digest } from '../platform/digest.ts'
import { record } from './audit.ts'
import { countAttempt, forgiveAttempt } from './attempts.ts'
import { refused, type AccountRefusal, type Deps } from './deps.ts'
import { lockFirstOwner, lockOpenLink, markUsed, selectOpenLink, type Link } from './link-store.ts'
import { weakness } from './password.ts'
import { nameOf } from './people.ts'
import { actorOf, type Person, type Visit } from './person.ts'
import { announceReset } from './reset.ts'
import { deleteSessions } from './session-store.ts'
import { letIn, type LetIn } from './sign-in.ts'
import { hasOwner, insertPerson, selectPerson, updatePasswordHash } from './store.ts'

/** What somebody fills in who comes by a link. */
export interface Entry {
  readonly token: string
  /** Left out when a known person sets a new password. */
  readonly name?: string | undefined
  /** Left out when the link says it. */
  readonly email?: string | undefined
  readonly password: string
}

const gone = () =>
  refused(
    'gone',
    'this link was used, was replaced by a newer one, or has expired; ask for a new one',
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

/** Makes the person whom the link is for, or gives them their new password, and signs them in. */
export async function enterByLink(
  deps: Deps,
  visit: Visit,
  entry: Entry,
): Promise<Result<LetIn, AccountRefusal>> {
  const attempt = await countLinkAttempt(deps, visit)
  if (!attempt.ok) return attempt
  const { db, clock, auth } = deps
  const link = await selectOpenLink(db, digest(entry.token), clock.now())
  if (!link) return gone()
  const wanted = await whoFor(db, link, entry)
  if (!wanted.ok) return wanted
  const weak = weakness(entry.password, wanted.value)
  if (weak) return refused('weak', weak)
  // It costs a tenth of a second: not while a transaction is open.
  const hash = await (await auth()).password.hash(entry.password)
  const entered = await db.transaction((tx) => enter(tx, clock.now(), entry, wanted.value, hash))
  if (!entered.ok) return entered
  await attempt.value()
  return letIn(deps, visit, { email: entered.value.email, password: entry.password })
}

type Wanted = Pick<Person, 'name' | 'email'>

async function whoFor(
  db: Queryable,
  link: Link,
  { name, email }: Entry,
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

async function enter(
  tx: Queryable,
  now: Date,
  { token }: Entry,
  wanted: Wanted,
  hash: string,
): Promise<Result<Person, AccountRefusal>> {
  await lockFirstOwner(tx)
  const link = await lockOpenLink(tx, digest(token), now)
  if (!link || (link.kind === 'welcome' && (await hasOwner(tx)))) return gone()
  const person = link.person
    ? await setPassword(tx, link.person, hash)
    : await insertPerson(tx, { ...wanted, role: link.role ?? 'owner', hash })
  // Somebody else has come to that address meanwhile.
  if (!person) return gone()
  await markUsed(tx, link.id, now)
  await record(tx, actorOf(person), deed(link, person), nameOf(person))
  return { ok: true, value: person }
}

function deed({ kind }: Link, { role }: Person): string {
  if (kind === 'welcome') return 'become the first owner'
  return kind === 'invite' ? `join as ${role}` : 'set a new password by a link'
}

async function setPassword(tx: Queryable, id: string, hash: string): Promise<Person | undefined> {
  await updatePasswordHash(tx, id, hash)
  await deleteSessions(tx, id)
  await announceReset(tx, { person: id, session: null, reason: 'password changed' })
  return selectPerson(tx, id)
}
