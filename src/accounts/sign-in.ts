import { APIError } from 'better-auth/api'
import type { Result } from '../core/result.ts'
import { countAttempt } from './attempts.ts'
import { record } from './audit.ts'
import { refused, type AccountRefusal, type Deps } from './deps.ts'
import { knownDevice, rememberDevice } from './device.ts'
import { addressHeader } from './open-auth.ts'
import { nameOf } from './people.ts'
import { actorOf, type Person, type Visit } from './person.ts'
import { settleAttempts, signInLimits } from './sign-in-limits.ts'
import { selectByEmail } from './store.ts'

/** A browser that was let in: what it is to keep. */
export interface LetIn {
  readonly person: Person
  /** The values of `set-cookie`. */
  readonly cookies: readonly string[]
}

const minute = 60_000

/** Signs a person in by e-mail address and password. A refusal does not tell whether they exist. */
export async function signIn(
  deps: Deps,
  visit: Visit,
  { email: given, password }: { email: string; password: string },
): Promise<Result<LetIn, AccountRefusal>> {
  const { db, clock, log } = deps
  const email = given.trim().toLowerCase()
  const limits = signInLimits(visit, email, await knownDevice(deps, visit, email))
  const waitMs = await countAttempt(db, limits.allowances, clock.now())
  if (waitMs > 0) {
    log.warn({ address: visit.address }, 'too many attempts to sign in')
    return { ok: false, error: { refused: 'too many', detail: tooMany(waitMs), waitMs } }
  }
  const outcome = await byPassword(deps, visit, { email, password })
  if (outcome.ok) await settleAttempts(db, limits)
  else log.warn({ address: visit.address, why: outcome.error.refused }, 'a sign-in was refused')
  return outcome
}

/** The same whatever was too many, so that it tells nothing of an account. */
function tooMany(waitMs: number): string {
  const minutes = Math.ceil(waitMs / minute)
  return (
    `too many attempts to sign in; try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, ` +
    'or now with a passkey or in a browser that signed in to this account before'
  )
}

async function byPassword(
  deps: Deps,
  visit: Visit,
  { email, password }: { email: string; password: string },
): Promise<Result<LetIn, AccountRefusal>> {
  const { api } = await deps.auth()
  return entering(async () => {
    const { headers } = await api.signInEmail({
      body: { email, password },
      headers: headersOf(visit),
      returnHeaders: true,
    })
    const person = await selectByEmail(deps.db, email)
    if (!person) return refused('wrong', wrong)
    return noteEntry(deps, person, 'sign in', headers)
  })
}

/** Signs in somebody who has just proved who they are otherwise; nothing is counted. */
export async function letIn(
  deps: Deps,
  visit: Visit,
  person: Person,
  deed = 'sign in',
): Promise<Result<LetIn, AccountRefusal>> {
  const { api } = await deps.auth()
  return entering(async () => {
    const { headers } = await api.openSession({
      body: { person: person.id },
      headers: headersOf(visit),
      returnHeaders: true,
    })
    return noteEntry(deps, person, deed, headers)
  })
}

/** Writes down that somebody came in, and what their browser is to keep of it. */
async function noteEntry(
  deps: Deps,
  person: Person,
  deed: string,
  headers: Headers,
): Promise<Result<LetIn, AccountRefusal>> {
  await record(deps.db, actorOf(person), deed, nameOf(person))
  const cookies = [...headers.getSetCookie(), await rememberDevice(deps, person.email)]
  return { ok: true, value: { person, cookies } }
}

/** What better-auth refuses, in words of ours. */
async function entering(
  work: () => Promise<Result<LetIn, AccountRefusal>>,
): Promise<Result<LetIn, AccountRefusal>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    if (error.status === 'FORBIDDEN') {
      return refused('suspended', 'your account is suspended; an owner can restore it')
    }
    if (error.status === 'UNAUTHORIZED' || error.status === 'BAD_REQUEST') {
      return refused('wrong', wrong)
    }
    throw error
  }
}

const wrong = 'the e-mail address or the password is wrong'

/** What better-auth is told of a visit: nothing that the visitor could have made up, but the cookie. */
export const headersOf = ({ address, agent, cookie }: Visit): Headers =>
  new Headers({ cookie, 'user-agent': agent, [addressHeader]: address })
