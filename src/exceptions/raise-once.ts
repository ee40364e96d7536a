import { fingerprint } from './fingerprint.ts'
import { raise, type RaiseDeps, type Trouble } from './raise.ts'
import { wasRaised } from './store.ts'

/**
 * Puts a failure on the desk that is found again at every look and that nobody can undo. Seen again it is
 * not counted, and once a person has resolved it, it stays so.
 * @returns the exception's id; undefined where it was raised before
 */
export async function raiseOnce(deps: RaiseDeps, trouble: Trouble): Promise<number | undefined> {
  const about = trouble.about ?? trouble.title
  const isKnown = await wasRaised(deps.db, fingerprint({ ...trouble, about }))
  return isKnown ? undefined : raise(deps, trouble)
}
