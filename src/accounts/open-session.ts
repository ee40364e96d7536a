import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'

/** What the endpoint is called with; nobody but our code calls it. */
const metadata = { $Infer: { body: {} as { person: string } } }

/**
 * Has better-auth open a session for somebody whom we have recognised ourselves. It has no address: only
 * code calls it.
 */
export const openSession = {
  id: 'linchpin-open-session',
  endpoints: {
    openSession: createAuthEndpoint({ method: 'POST', metadata }, async (ctx) => {
      const { person } = ctx.body
      const { internalAdapter } = ctx.context
      const user = await internalAdapter.findUserById(person)
      const session = user && (await internalAdapter.createSession(person))
      if (!session) throw new APIError('UNAUTHORIZED')
      await setSessionCookie(ctx, { session, user })
      return {}
    }),
  },
} satisfies BetterAuthPlugin
