import type { Result } from '../core/result.ts'
import { countAttempt, forgetAttempts } from './attempts.ts'
import { record } from './audit.ts'
import { refused, type AccountRefusal, type Deps } from './deps.ts'
import { nameOf } from './people.ts'
import { actorOf, type SignedIn } from './person.ts'
import { announceReset } from './reset.ts'
import { deleteSessions } from './session-store.ts'
import { selectPasswordHash, updatePasswordHash } from './store.ts'

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

/** Changes a person's own password, and ends all their other sessions. */
export async function changePassword(
  deps: Deps,
  { person, session }: SignedIn,
  { current, next }: { current: string; next: string },
): Promise<Result<{ ended: number }, AccountRefusal>> {
  const { db, clock, auth } = deps
  const bucket = `password of ${person.id}`
  const waitMs = await countAttempt(db, [{ bucket, times: 10, within: 600_000 }], clock.now())
  if (waitMs > 0) {
    return {
      ok: false,
      error: { refused: 'too many', detail: 'too many attempts; try again in ten minutes', waitMs },
    }
  }
  const { password } = await auth()
  const hash = await selectPasswordHash(db, person.id)
  if (!hash || !(await password.verify({ hash, password: current }))) {
    return refused('wrong', 'the current password is wrong; nothing was changed')
  }
  await forgetAttempts(db, bucket)
  const weak = weakness(next, person)
  if (weak) return refused('weak', weak)
  const made = await password.hash(next)
  const ended = await db.transaction(async (tx) => {
    await updatePasswordHash(tx, person.id, made)
    const sessions = await deleteSessions(tx, person.id, session)
    for (const each of sessions) {
      await announceReset(tx, { person: person.id, session: each, reason: 'password changed' })
    }
    await record(tx, actorOf(person), 'change password', nameOf(person))
    return sessions.length
  })
  return { ok: true, value: { ended } }
}
