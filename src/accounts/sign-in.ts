import { APIError } from 'better-auth/api'
import type { Result } from '../core/result.ts'
import { digest } from '../platform/digest.ts'
import { countAttempt, forgetAttempts, forgiveAttempt, type Allowance } from './attempts.ts'
import { record } from './audit.ts'
import { refused, type AccountRefusal, type Deps } from './deps.ts'
import { addressHeader } from './open-auth.ts'
import { nameOf } from './people.ts'
import { actorOf, type Person, type Visit } from './person.ts'
import { selectByEmail } from './store.ts'

/** A browser that was let in: what it is to keep. */
export interface LetIn {
  readonly person: Person
  /** The values of `set-cookie`. */
  readonly cookies: readonly string[]
}

const minute = 60_000

/** By address, since one guesses many accounts; by account, since many guess one. */
const allowances = ({ address }: Visit, email: string): [Allowance, Allowance] => [
  { bucket: `sign in from ${address}`, times: 60, within: 10 * minute },
  { bucket: `sign in as ${digest(email)}`, times: 10, within: 10 * minute },
]

/** Signs a person in by e-mail address and password. A refusal does not tell whether they exist. */
export async function signIn(
  deps: Deps,
  visit: Visit,
  { email: given, password }: { email: string; password: string },
): Promise<Result<LetIn, AccountRefusal>> {
  const { db, clock, log } = deps
  const email = given.trim().toLowerCase()
  const [byAddress, byAccount] = allowances(visit, email)
  const waitMs = await countAttempt(db, [byAddress, byAccount], clock.now())
  if (waitMs > 0) {
    log.warn({ address: visit.address }, 'too many attempts to sign in')
    const minutes = Math.ceil(waitMs / minute)
    const detail = `too many attempts to sign in; try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
    return { ok: false, error: { refused: 'too many', detail, waitMs } }
  }
  const outcome = await byPassword(deps, visit, { email, password })
  if (outcome.ok) {
    await forgiveAttempt(db, byAddress.bucket)
    await forgetAttempts(db, byAccount.bucket)
  } else {
    log.warn({ address: visit.address, why: outcome.error.refused }, 'a sign-in was refused')
  }
  return outcome
}

async function byPassword(
  { db, auth }: Deps,
  visit: Visit,
  { email, password }: { email: string; password: string },
): Promise<Result<LetIn, AccountRefusal>> {
  const { api } = await auth()
  return entering(async () => {
    const { headers } = await api.signInEmail({
      body: { email, password },
      headers: headersOf(visit),
      returnHeaders: true,
    })
    const person = await selectByEmail(db, email)
    if (!person) return refused('wrong', wrong)
    await record(db, actorOf(person), 'sign in', nameOf(person))
    return { ok: true, value: { person, cookies: headers.getSetCookie() } }
  })
}

/** Signs in somebody who has just proved who they are otherwise; nothing is counted. */
export async function letIn(
  { db, auth }: Deps,
  visit: Visit,
  person: Person,
  deed = 'sign in',
): Promise<Result<LetIn, AccountRefusal>> {
  const { api } = await auth()
  return entering(async () => {
    const { headers } = await api.openSession({
      body: { person: person.id },
      headers: headersOf(visit),
      returnHeaders: true,
    })
    await record(db, actorOf(person), deed, nameOf(person))
    return { ok: true, value: { person, cookies: headers.getSetCookie() } }
  })
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
