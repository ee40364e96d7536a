import { timingSafeEqual } from 'node:crypto'
import { problem, type Problem } from '../../platform/problem.ts'
import type { KeyChecker } from '../../platform/secrets/index.ts'
import type { Caller } from './handlers.ts'

export interface AuthenticateDeps {
  readonly keys: Pick<KeyChecker, 'check'>
  /** The token of the command line on this machine, which only who may read the state folder knows. */
  readonly localToken: string
}

/** Who calls, or the problem document to refuse with. */
export async function authenticate(
  { keys, localToken }: AuthenticateDeps,
  authorization: string | undefined,
  scope: 'read' | 'write',
): Promise<{ caller: Caller } | { refused: Problem }> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) {
    return {
      refused: problem(
        401,
        'Unauthorized',
        'send an api key: `Authorization: Bearer lp_api_…`; `linchpin keys create --kind api` makes one',
      ),
    }
  }
  if (same(token, localToken)) return { caller: { name: 'the command line' } }
  const key = await keys.check('api', token)
  if (!key) {
    return { refused: problem(401, 'Unauthorized', 'this api key is not known, or was revoked') }
  }
  if (scope === 'write' && key.scope !== 'write') {
    return {
      refused: problem(
        403,
        'Forbidden',
        `the key '${key.name}' may only read; use one with the scope write`,
      ),
    }
  }
  return { caller: { name: key.name } }
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
