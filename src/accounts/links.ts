import { randomBytes } from 'node:crypto'
import type { Result } from '../core/result.ts'
import type { Queryable } from '../platform/database/index.ts'
import { digest } from '../platform/digest.ts'
import { record } from './audit.ts'
import type { Role } from './define.ts'
import { refused, type AccountRefusal, type Deps } from './deps.ts'
import {
  insertLink,
  lockFirstOwner,
  selectInvites,
  selectOpenLink,
  voidInvite,
  voidLinks,
  type Link,
} from './link-store.ts'
import { nameOf } from './people.ts'
import { commandLine, type Actor } from './person.ts'
import { hasOwner, selectByEmail, selectPerson } from './store.ts'

const hour = 60 * 60 * 1_000

/** How long each kind of link works. */
const lasts = { welcome: 24 * hour, invite: 7 * 24 * hour, password: 24 * hour } as const

/** A link with its token, which is in this answer and nowhere else. */
export type MadeLink = Link & { readonly token: string }

/**
 * The link on which the first owner is made; the one before is void. Undefined when there is an owner.
 */
export const makeWelcome = ({ db, clock }: Deps): Promise<MadeLink | undefined> =>
  db.transaction(async (tx) => {
    await lockFirstOwner(tx)
    if (await hasOwner(tx)) return undefined
    await record(tx, commandLine, 'make the link of the first owner', 'people')
    return makeLink(tx, clock.now(), {
      kind: 'welcome',
      role: 'owner',
      email: null,
      person: null,
      ...by(commandLine),
    })
  })

/** Invites somebody in a role. An older invite to the same address is void. */
export const invite = (
  { db, clock }: Deps,
  actor: Actor,
  { email: given, role }: { email: string; role: Role },
): Promise<Result<MadeLink, AccountRefusal>> =>
  db.transaction(async (tx) => {
    const email = given.trim().toLowerCase()
    const known = await selectByEmail(tx, email)
    if (known)
      return refused('taken', `${nameOf(known)} is here already; change their role instead`)
    const link = await makeLink(tx, clock.now(), {
      kind: 'invite',
      role,
      email,
      person: null,
      ...by(actor),
    })
    await record(tx, actor, `invite as ${role}`, email)
    return { ok: true, value: link }
  })

/** A link on which a person who cannot sign in any more chooses a new password or passkey. */
export const makePasswordLink = (
  { db, clock }: Deps,
  actor: Actor,
  id: string,
): Promise<Result<MadeLink, AccountRefusal>> =>
  db.transaction(async (tx) => {
    const person = await selectPerson(tx, id)
    if (!person) return refused('unknown', `there is no person ${id}`)
    const link = await makeLink(tx, clock.now(), {
      kind: 'password',
      role: null,
      email: null,
      person: id,
      ...by(actor),
    })
    await record(tx, actor, 'make a link for a new way in', nameOf(person))
    return { ok: true, value: link }
  })

export const listInvites = ({ db, clock }: Deps): Promise<Link[]> => selectInvites(db, clock.now())

/** Takes an invite back; false when none of that id is open. */
export const revokeInvite = ({ db, clock }: Deps, actor: Actor, id: number): Promise<boolean> =>
  db.transaction(async (tx) => {
    const link = await voidInvite(tx, id, clock.now())
    if (!link) return false
    await record(tx, actor, 'take back the invite', link.email!)
    return true
  })

/** What a link is for, so that its screen can be shown; undefined when it works no more. */
export async function readLink(
  { db, clock }: Deps,
  token: string,
): Promise<(Link & { readonly name: string | null }) | undefined> {
  const link = await selectOpenLink(db, digest(token), clock.now())
  if (!link) return undefined
  const person = link.person ? await selectPerson(db, link.person) : undefined
  return { ...link, name: person?.name ?? null, email: person?.email ?? link.email }
}

const by = ({ kind, id, name }: Actor): Pick<Link, 'madeBy' | 'madeById'> => ({
  madeBy: name,
  madeById: kind === 'person' ? id : null,
})

async function makeLink(
  tx: Queryable,
  now: Date,
  link: Omit<Link, 'id' | 'madeAt' | 'expiresAt'>,
): Promise<MadeLink> {
  const token = randomBytes(32).toString('base64url')
  await voidLinks(tx, link, now)
  const expiresAt = new Date(now.getTime() + lasts[link.kind])
  const made = await insertLink(tx, { ...link, digest: digest(token), madeAt: now, expiresAt })
  return { ...made, token }
}
