import { timingSafeEqual } from 'node:crypto'
import { may } from '../../accounts/define.ts'
import { actorOf, commandLine, recognise, type Accounts, type Visit } from '../../accounts/index.ts'
import { problem, type Problem } from '../../platform/problem.ts'
import type { KeyChecker } from '../../platform/secrets/index.ts'
import type { Endpoint } from '../api.ts'
import type { Caller } from './handlers.ts'
import { refuseForeign } from './refuse-foreign.ts'

export interface AuthenticateDeps {
  readonly keys: Pick<KeyChecker, 'check'>
  /** The token of the command line on this machine, which only who may read the state folder knows. */
  readonly localToken: string
  readonly accounts: Accounts
  /** The origin by which people come, where it is not the one that the app listens at. */
  readonly ownOrigin?: string | undefined
}

/** What of a request says who calls. */
export interface Knock {
  readonly method: string
  readonly url: string
  readonly header: (name: string) => string | undefined
  /** The address of who asks. */
  readonly address: string
  /** The answer is under way: what is found out now can put no cookie into it. */
  readonly isAnswered?: boolean
}

type Outcome = { readonly caller: Caller } | { readonly refused: Problem }

/** Who calls, or the problem document to refuse with. Rights are read anew at every call. */
export async function authenticate(
  deps: AuthenticateDeps,
  knock: Knock,
  { right, of }: Pick<Endpoint, 'right' | 'of'>,
): Promise<Outcome> {
  const foreign = refuseForeign(knock, deps.ownOrigin)
  if (foreign) return { refused: foreign }
  if (right === 'anyone') return { caller: visitor(knock) }
  const outcome = await identify(deps, knock)
  if ('refused' in outcome || may(outcome.caller.standing!, right, of)) return outcome
  return { refused: forbidden(outcome.caller, right) }
}

async function identify(deps: AuthenticateDeps, knock: Knock): Promise<Outcome> {
  const authorization = knock.header('authorization')
  if (authorization !== undefined) return byToken(deps, knock, authorization)
  const visit = visitOf(knock)
  const known = await recognise(deps.accounts, visit, { prolong: !knock.isAnswered })
  if (!known) return { refused: problem(401, 'Unauthorized', unknown) }
  const { person, session, cookies } = known
  const epoch = knock.header('x-linchpin-epoch')
  if (epoch !== undefined && epoch !== String(person.epoch)) return { refused: stale }
  return {
    caller: {
      name: person.name,
      actor: actorOf(person),
      standing: person.role,
      signedIn: { person, session },
      visit,
      cookies: [...cookies],
    },
  }
}

async function byToken(
  { keys, localToken }: AuthenticateDeps,
  knock: Knock,
  authorization: string,
): Promise<Outcome> {
  const rest = { visit: visitOf(knock), cookies: [] }
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (token === undefined) return { refused: problem(401, 'Unauthorized', unknown) }
  if (same(token, localToken)) {
    const { name } = commandLine
    return { caller: { name, actor: commandLine, standing: 'command line', ...rest } }
  }
  const key = await keys.check('api', token)
  if (!key) {
    return { refused: problem(401, 'Unauthorized', 'this api key is not known, or was revoked') }
  }
  const { id, name } = key
  const standing = key.scope === 'write' ? 'key that writes' : 'key that reads'
  return { caller: { name, actor: { kind: 'key', id: String(id), name }, standing, ...rest } }
}

const unknown =
  'sign in, or send an api key: `Authorization: Bearer lp_api_…`; `linchpin keys create --kind api` makes one'

const stale = problem(
  409,
  'Permissions changed',
  'what you may do here was changed since this screen was opened; load it anew',
  { reset: 'permissions' },
)

function forbidden({ name, standing, signedIn }: Caller, right: string): Problem {
  const who = signedIn ? `${name} is ${standing === 'viewer' ? 'a' : 'an'} ${standing}` : undefined
  const key =
    standing === 'key that reads'
      ? `the key '${name}' may only read; use one with the scope write`
      : `the key '${name}' may not do this; a person must`
  return problem(403, 'Forbidden', who ? `${who}, who may not do this; ask an owner` : key, {
    right,
  })
}

const visitor = (knock: Knock): Caller => ({
  name: 'a visitor',
  actor: { kind: 'visitor', id: null, name: 'a visitor' },
  standing: undefined,
  visit: visitOf(knock),
  cookies: [],
})

const visitOf = ({ header, address }: Knock): Visit => ({
  address,
  agent: (header('user-agent') ?? '').slice(0, 300),
  cookie: header('cookie') ?? '',
})

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
