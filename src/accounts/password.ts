import type { Result } from '../core/result.ts'
import { record } from './audit.ts'
import { refused, type AccountRefusal, type Deps } from './deps.ts'
import { voidLinks } from './link-store.ts'
import { ended, isStillIn } from './passkeys.ts'
import { nameOf } from './people.ts'
import { actorOf, type SignedIn, type Visit } from './person.ts'
import { prove, type Proof } from './prove.ts'
import { announceReset } from './reset.ts'
import { deleteSessions } from './session-store.ts'
import { putPasswordHash } from './store.ts'

const shortest = 12

/** What is wrong with a new password; undefined when nothing is. Length is what counts. */
export function weakness(
  password: string,
  { name, email }: { name: string; email: string },
): string | undefined {
  if (password.length < shortest) return `the password needs ${shortest} characters or more`
  const lower = password.toLowerCase()
  if (new Set(lower).size < 5) return 'the password repeats itself; use more different characters'
  const known = [email, email.split('@')[0]!, name, 'linchpin', 'password'].map((each) =>
    each.toLowerCase(),
  )
  const rest = known.reduce(
    (text, each) => (each.length < 3 ? text : text.replaceAll(each, '')),
    lower,
  )
  return rest.length < 5 ? 'the password is too near your name or address' : undefined
}

/** Sets or changes a person's own password, and ends all their other sessions. */
export async function changePassword(
  deps: Deps,
  visit: Visit,
  signedIn: SignedIn,
  { next, ...proof }: Proof & { next: string },
): Promise<Result<{ ended: number }, AccountRefusal>> {
  const { db, clock, auth } = deps
  const { person, session } = signedIn
  // First, since a passkey's proof is used up by being looked at.
  const weak = weakness(next, person)
  if (weak) return refused('weak', weak)
  const proved = await prove(deps, visit, signedIn, proof)
  if (!proved.ok) return proved
  const made = await (await auth()).password.hash(next)
  return db.transaction(async (tx) => {
    if (!(await isStillIn(tx, signedIn))) return ended
    await putPasswordHash(tx, person.id, made)
    const sessions = await deleteSessions(tx, person.id, session)
    for (const each of sessions) {
      await announceReset(tx, { person: person.id, session: each, reason: 'password changed' })
    }
    // Whoever asked for one before, or found it, must not undo this.
    await voidLinks(tx, { kind: 'password', email: null, person: person.id }, clock.now())
    await record(tx, actorOf(person), 'change password', nameOf(person))
    return { ok: true, value: { ended: sessions.length } }
  })
}
