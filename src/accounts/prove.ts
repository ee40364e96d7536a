import type { Result } from '../core/result.ts'
import { countAttempt, forgetAttempts } from './attempts.ts'
import type { UsedPasskey } from './ceremony.ts'
import { refused, type AccountRefusal, type Deps } from './deps.ts'
import type { SignedIn, Visit } from './person.ts'
import { selectPasswordHash } from './store.ts'
import { whoUsed } from './use-passkey.ts'

/** How somebody who is signed in shows that it is still they: the one or the other. */
export interface Proof {
  readonly current?: string | undefined
  readonly passkey?: UsedPasskey | undefined
}

/**
 * Asks for more than a session before a way in is made or changed: a browser that was left open must not
 * be enough to take an account over.
 */
export async function prove(
  deps: Deps,
  visit: Visit,
  signedIn: SignedIn,
  proof: Proof,
): Promise<Result<undefined, AccountRefusal>> {
  const { db, clock } = deps
  const bucket = `password of ${signedIn.person.id}`
  const waitMs = await countAttempt(db, [{ bucket, times: 10, within: 600_000 }], clock.now())
  if (waitMs > 0) {
    const detail = 'too many attempts; try again in ten minutes'
    return { ok: false, error: { refused: 'too many', detail, waitMs } }
  }
  const outcome = proof.passkey
    ? await byPasskey(deps, visit, signedIn, proof.passkey)
    : await byPassword(deps, signedIn, proof.current)
  if (outcome.ok) await forgetAttempts(db, bucket)
  return outcome
}

async function byPasskey(
  deps: Deps,
  visit: Visit,
  { person, session }: SignedIn,
  passkey: UsedPasskey,
): Promise<Result<undefined, AccountRefusal>> {
  const who = await whoUsed(deps, visit, 'prove', passkey)
  if (!who.ok) return who
  const { asked } = who.value
  const isTheirs = [asked.person, who.value.person.id].every((each) => each === person.id)
  return isTheirs && asked.session === session
    ? { ok: true, value: undefined }
    : refused('wrong', 'this passkey is somebody else’s; nothing was changed')
}

async function byPassword(
  { db, auth }: Deps,
  { person }: SignedIn,
  current: string | undefined,
): Promise<Result<undefined, AccountRefusal>> {
  if (current === undefined) return refused('weak', 'confirm with your password or with a passkey')
  const hash = await selectPasswordHash(db, person.id)
  return hash && (await (await auth()).password.verify({ hash, password: current }))
    ? { ok: true, value: undefined }
    : refused('wrong', 'the current password is wrong; nothing was changed')
}
