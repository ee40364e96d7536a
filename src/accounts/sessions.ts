import { record } from './audit.ts'
import type { Deps } from './deps.ts'
import { nameOf } from './people.ts'
import { actorOf, type SignedIn } from './person.ts'
import { announceReset } from './reset.ts'
import { deleteSession, deleteSessions, selectSessions, type Session } from './session-store.ts'

/** A person's own sessions; `here` is the one that asks. */
export async function listSessions(
  { db, clock }: Deps,
  { person, session }: SignedIn,
): Promise<(Session & { here: boolean })[]> {
  const sessions = await selectSessions(db, person.id, clock.now())
  return sessions.map((each) => ({ ...each, here: each.id === session }))
}

/** Ends one of a person's own sessions; false when they have none of that id. */
export async function endSession(
  { db }: Deps,
  { person, session }: SignedIn,
  id: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const ended = await deleteSession(tx, person.id, id)
    if (!ended) return false
    await record(tx, actorOf(person), id === session ? 'sign out' : 'end a session', nameOf(person))
    await announceReset(tx, { person: person.id, session: id, reason: 'session ended' })
    return true
  })
}

/** Ends all of a person's own sessions but the one that asks; how many those were. */
export async function endOtherSessions(
  { db }: Deps,
  { person, session }: SignedIn,
): Promise<number> {
  return db.transaction(async (tx) => {
    const ended = await deleteSessions(tx, person.id, session)
    for (const each of ended) {
      await announceReset(tx, { person: person.id, session: each, reason: 'session ended' })
    }
    await record(tx, actorOf(person), 'end all other sessions', nameOf(person))
    return ended.length
  })
}
