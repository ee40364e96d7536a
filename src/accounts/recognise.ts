import { APIError } from 'better-auth/api'
import type { Deps } from './deps.ts'
import { longestDays } from './auth-options.ts'
import type { SignedIn, Visit } from './person.ts'
import { deleteSession } from './session-store.ts'
import { headersOf } from './sign-in.ts'
import { selectPerson } from './store.ts'

const longestMs = longestDays * 24 * 60 * 60 * 1_000

export interface Recognised extends SignedIn {
  /** The values of `set-cookie`, when the session was prolonged. */
  readonly cookies: readonly string[]
}

/**
 * Whose browser this is, as the database says at this moment; undefined when it is nobody's, when the
 * session has ended, and when the person is suspended.
 *
 * @param prolong whether a session that is due is prolonged. Only where the cookies reach the browser:
 *   elsewhere the database would believe it prolonged, and the browser would forget it all the same.
 */
export async function recognise(
  deps: Deps,
  visit: Visit,
  { prolong = true } = {},
): Promise<Recognised | undefined> {
  if (!visit.cookie.includes('linchpin-')) return undefined
  const asked = await askForSession(deps, visit, prolong)
  if (!asked?.response) return undefined
  const { headers, response } = asked
  const { session } = response
  if (deps.clock.now().getTime() - session.createdAt.getTime() > longestMs) {
    await deleteSession(deps.db, session.userId, session.id)
    return undefined
  }
  const person = await selectPerson(deps.db, session.userId)
  if (!person || person.suspendedAt) return undefined
  return { person, session: session.id, cookies: headers.getSetCookie() }
}

/** What better-auth knows of the visit's session; undefined when it ended while it was being prolonged. */
async function askForSession({ auth }: Deps, visit: Visit, prolong: boolean) {
  const { api } = await auth()
  try {
    return await api.getSession({
      headers: headersOf(visit),
      query: { disableRefresh: !prolong },
      returnHeaders: true,
    })
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    if (error.status === 'UNAUTHORIZED') return undefined
    // It wraps whatever went wrong, and only what it wraps says that the database is away.
    throw error.cause ?? error
  }
}
