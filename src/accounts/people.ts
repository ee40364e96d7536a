import type { Result } from '../core/result.ts'
import type { Queryable } from '../platform/database/index.ts'
import { record } from './audit.ts'
import { takesAway, type Role } from './define.ts'
import { refused, type AccountRefusal, type Deps } from './deps.ts'
import { voidLinksMadeBy } from './link-store.ts'
import type { Actor, Person } from './person.ts'
import { announceReset, type ResetReason } from './reset.ts'
import { deleteSessions } from './session-store.ts'
import { deletePerson, lockOwners, lockPerson, updateRole, updateSuspended } from './store.ts'

type Outcome = Result<Person, AccountRefusal>

/**
 * Gives a person another role, in one transaction with their epoch, the audit entry and the word to their
 * screens. The new role counts at their next request. What only gives leaves their screens as they are;
 * what takes away voids the links that they made.
 */
export const changeRole = (
  { clock, ...deps }: Deps,
  actor: Actor,
  id: string,
  role: Role,
): Promise<Outcome> =>
  change(deps, id, async (tx, person) => {
    if (person.role === role) return { ok: true, value: person }
    if (role !== 'owner' && (await isLastOwner(tx, person))) return lastOwner(person)
    const less = takesAway(person.role, role)
    await updateRole(tx, id, role, less)
    if (less) await voidLinksMadeBy(tx, id, clock.now())
    await record(tx, actor, `change role from ${person.role} to ${role}`, nameOf(person))
    await tell(tx, id, less ? 'role lowered' : 'role raised')
    return reread(tx, id)
  })

/** Shuts a person out: all their sessions end, the links that they made too, and they cannot sign in. */
export const suspend = ({ clock, ...deps }: Deps, actor: Actor, id: string): Promise<Outcome> =>
  change(deps, id, async (tx, person) => {
    if (person.suspendedAt) return { ok: true, value: person }
    if (await isLastOwner(tx, person)) return lastOwner(person)
    await updateSuspended(tx, id, clock.now())
    await deleteSessions(tx, id)
    await voidLinksMadeBy(tx, id, clock.now())
    await record(tx, actor, 'suspend', nameOf(person))
    await tell(tx, id, 'suspended')
    return reread(tx, id)
  })

/** Lets a suspended person sign in again. */
export const restore = (deps: Deps, actor: Actor, id: string): Promise<Outcome> =>
  change(deps, id, async (tx, person) => {
    if (!person.suspendedAt) return { ok: true, value: person }
    await updateSuspended(tx, id, null)
    await record(tx, actor, 'restore', nameOf(person))
    return reread(tx, id)
  })

/** Removes a person for good, and the links that they made. What they did stays on record under their name. */
export const remove = ({ clock, ...deps }: Deps, actor: Actor, id: string): Promise<Outcome> =>
  change(deps, id, async (tx, person) => {
    if (await isLastOwner(tx, person)) return lastOwner(person)
    await voidLinksMadeBy(tx, id, clock.now())
    await deletePerson(tx, id)
    await record(tx, actor, 'remove', nameOf(person))
    await tell(tx, id, 'removed')
    return { ok: true, value: person }
  })

/** Ends all sessions of somebody else. */
export const endSessionsOf = (deps: Deps, actor: Actor, id: string): Promise<Outcome> =>
  change(deps, id, async (tx, person) => {
    await deleteSessions(tx, id)
    await record(tx, actor, 'end all sessions', nameOf(person))
    await tell(tx, id, 'session ended')
    return { ok: true, value: person }
  })

function change(
  { db }: Pick<Deps, 'db'>,
  id: string,
  work: (tx: Queryable, person: Person) => Promise<Outcome>,
): Promise<Outcome> {
  return db.transaction(async (tx) => {
    // All owners first and in one order, so that two who demote each other take turns.
    await lockOwners(tx)
    const person = await lockPerson(tx, id)
    return person ? work(tx, person) : refused('unknown', `there is no person ${id}`)
  })
}

async function isLastOwner(tx: Queryable, { id, role, suspendedAt }: Person): Promise<boolean> {
  if (role !== 'owner' || suspendedAt) return false
  return (await lockOwners(tx)).every((owner) => owner === id)
}

const lastOwner = ({ name }: Person) =>
  refused('last owner', `${name} is the only owner; make somebody else an owner first`)

async function reread(tx: Queryable, id: string): Promise<Outcome> {
  return { ok: true, value: (await lockPerson(tx, id))! }
}

const tell = (tx: Queryable, person: string, reason: ResetReason): Promise<void> =>
  announceReset(tx, { person, session: null, reason })

export const nameOf = ({ name, email }: Pick<Person, 'name' | 'email'>): string =>
  `${name} (${email})`
