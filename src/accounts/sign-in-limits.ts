import { digest } from '../platform/digest.ts'
import type { Queryable } from '../platform/database/index.ts'
import { forgetAttempts, forgiveAttempt, type Allowance } from './attempts.ts'
import { networkOf } from './network.ts'
import type { Visit } from './person.ts'

const minute = 60_000
const few = { times: 10, within: 10 * minute }

/** What attempts to sign in by password are counted against, and which of it is one person's own. */
export interface SignInLimits {
  readonly allowances: readonly Allowance[]
  readonly own: string
}

/**
 * A browser that is known for the account has attempts of its own, whatever strangers do. Of the others
 * an address may make few at one account, since it could otherwise lock it; all of them together may make
 * a hundred an hour (OWASP ASVS 4.0, 2.2.1), since many may guess one.
 */
export function signInLimits(
  { address }: Pick<Visit, 'address'>,
  email: string,
  device: string | undefined,
): SignInLimits {
  if (device !== undefined) {
    const own = `sign in by ${device}`
    return { allowances: [{ bucket: own, ...few }], own }
  }
  const account = `sign in as ${digest(email)}`
  const own = `${account} from ${networkOf(address)}`
  return {
    allowances: [
      { bucket: `sign in from ${address}`, times: 60, within: 10 * minute },
      { bucket: own, ...few },
      { bucket: account, times: 100, within: 60 * minute },
    ],
    own,
  }
}

/** An attempt turned out to be rightful: one's own before it are forgotten, and others' stay counted. */
export async function settleAttempts(
  db: Queryable,
  { allowances, own }: SignInLimits,
): Promise<void> {
  for (const { bucket } of allowances) {
    await (bucket === own ? forgetAttempts : forgiveAttempt)(db, bucket)
  }
}
