import type { SignedIn } from '../../accounts/index.ts'
import type { Caller } from '../server/handlers.ts'

/** The rules let only people come to what is their own. */
export function own({ signedIn }: Caller): SignedIn {
  if (!signedIn) throw new Error('somebody who is no person was let to their own account')
  return signedIn
}
