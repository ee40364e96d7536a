import { randomBytes } from 'node:crypto'
import { sql, type Queryable } from '../platform/database/index.ts'
import { digest } from '../platform/digest.ts'
import type { Deps } from './deps.ts'
import { heldCookie } from './held-cookie.ts'
import type { Visit } from './person.ts'

/** What a device is asked for, and who may answer. */
export interface Challenge {
  readonly purpose: 'sign in' | 'prove' | 'add' | 'enter'
  readonly person: string | null
  readonly session: string | null
  readonly link: number | null
}

/** How long a person has to answer; the browser is told a little less. */
const lastsMs = 5 * 60_000
export const answerMs = lastsMs - 30_000

/** Makes a question that one browser can answer once. */
export async function makeChallenge(
  deps: Pick<Deps, 'db' | 'clock' | 'auth' | 'secure'>,
  visit: Visit,
  { purpose, person, session, link }: Challenge,
): Promise<{ readonly challenge: string; readonly cookies: readonly string[] }> {
  const challenge = randomBytes(32).toString('base64url')
  const name = await cookieName(deps)
  const browser = heldCookie(visit, name) ?? randomBytes(32).toString('base64url')
  const expires = new Date(deps.clock.now().getTime() + lastsMs)
  await deps.db.query(sql`
    insert into account_challenge (digest, purpose, browser, person, session, link, expires_at)
    values (${digest(challenge)}, ${purpose}, ${digest(browser)}, ${person}, ${session}, ${link},
      ${expires})`)
  const secure = deps.secure ? '; Secure' : ''
  const cookie = `${name}=${browser}; Path=/api; HttpOnly; SameSite=Strict; Max-Age=${lastsMs / 1_000}`
  return { challenge, cookies: [`${cookie}${secure}`] }
}

/**
 * Takes the question that an answer is to, so that it is answered no second time, whatever comes of it.
 * Undefined when it was answered, is too old, or was another browser's or for something else.
 *
 * @param clientData what the browser says it answers, in base64url
 */
export async function takeChallenge(
  deps: Pick<Deps, 'db' | 'clock' | 'auth'>,
  visit: Visit,
  purpose: Challenge['purpose'],
  clientData: string,
): Promise<(Challenge & { readonly challenge: string }) | undefined> {
  const challenge = challengeIn(clientData)
  const browser = heldCookie(visit, await cookieName(deps))
  if (challenge === undefined || browser === undefined) return undefined
  const [row] = await deps.db.query<Challenge>(sql`
    delete from account_challenge
    where digest = ${digest(challenge)} and purpose = ${purpose} and browser = ${digest(browser)}
      and expires_at > ${deps.clock.now()}
    returning purpose, person, session, link`)
  return row && { ...row, challenge }
}

export async function deleteExpiredChallenges(db: Queryable, now: Date): Promise<void> {
  await db.query(sql`delete from account_challenge where expires_at < ${now}`)
}

/** Two workspaces on one machine share a host, and with it their cookies. */
const cookieName = async ({ auth }: Pick<Deps, 'auth'>): Promise<string> =>
  `${(await auth()).cookie}-passkey`

function challengeIn(clientData: string): string | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(clientData, 'base64url').toString())
    const { challenge } = Object(read) as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : undefined
  } catch {
    return undefined
  }
}
