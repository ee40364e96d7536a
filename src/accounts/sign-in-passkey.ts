import type { Result } from '../core/result.ts'
import { countAttempt, forgiveAttempt } from './attempts.ts'
import { requestOptions, type UsedPasskey } from './ceremony.ts'
import { makeChallenge } from './challenge.ts'
import type { AccountRefusal, Deps } from './deps.ts'
import type { Visit } from './person.ts'
import { letIn, type LetIn } from './sign-in.ts'
import { siteFor, whoUsed, type Asked } from './use-passkey.ts'

const minute = 60_000

/** Asks whoever is at the browser for a passkey of theirs, without asking who they are. */
export async function askForPasskey(
  deps: Deps,
  visit: Visit,
): Promise<Result<Asked<ReturnType<typeof requestOptions>>, AccountRefusal>> {
  const site = siteFor(deps)
  if (!site.ok) return site
  const attempt = await count(deps, `passkey asked from ${visit.address}`)
  if (attempt) return attempt
  const asked = { purpose: 'sign in', person: null, session: null, link: null } as const
  const { challenge, cookies } = await makeChallenge(deps, visit, asked)
  return { ok: true, value: { options: requestOptions(site.value, challenge), cookies } }
}

/** Signs in the person whose passkey was used. */
export async function signInByPasskey(
  deps: Deps,
  visit: Visit,
  used: UsedPasskey,
): Promise<Result<LetIn, AccountRefusal>> {
  const buckets = [`sign in from ${visit.address}`, `passkey asked from ${visit.address}`] as const
  const attempt = await count(deps, buckets[0])
  if (attempt) return attempt
  const who = await whoUsed(deps, visit, 'sign in', used)
  const outcome = who.ok ? await letIn(deps, visit, who.value.person, 'sign in by passkey') : who
  if (outcome.ok) for (const bucket of buckets) await forgiveAttempt(deps.db, bucket)
  else {
    const why = outcome.error.refused
    deps.log.warn({ address: visit.address, why }, 'a sign-in was refused')
  }
  return outcome
}

async function count(
  { db, clock }: Deps,
  bucket: string,
): Promise<{ ok: false; error: AccountRefusal } | undefined> {
  const allowance = { bucket, times: 60, within: 10 * minute }
  const waitMs = await countAttempt(db, [allowance], clock.now())
  if (waitMs === 0) return undefined
  const detail = 'too many attempts to sign in from here; try again in ten minutes'
  return { ok: false, error: { refused: 'too many', detail, waitMs } }
}
