import { rightsOf } from '../../accounts/define.ts'
import {
  changePassword,
  countLinkAttempt,
  endOtherSessions,
  endSession,
  enterByLink,
  listSessions,
  prepareEntry,
  readLink,
  signIn,
  type Accounts,
} from '../../accounts/index.ts'
import type { accountEndpoints } from '../api/accounts.ts'
import type { Workspace } from '../define.ts'
import type { Caller, Handlers } from '../server/handlers.ts'
import { notFound } from '../server/refusal.ts'
import { meOf } from './me-of.ts'
import { own } from './own.ts'
import { asked } from './passkeys.ts'
import { done } from './refuse-account.ts'

/** Signing in and out, links that work once, and one's own account, over HTTP. */
export function accountHandlers(context: {
  readonly accounts: Accounts
  readonly workspace: Workspace
}): Pick<Handlers, keyof typeof accountEndpoints> {
  const { accounts, workspace } = context
  return {
    showMe: async (_, caller) => ({ ...me(caller), locale: workspace.locale }),
    async signIn({ body }, caller) {
      const { person, cookies } = done(await signIn(accounts, caller.visit, body))
      caller.cookies.push(...cookies)
      return meOf(person)
    },
    async signOut(_, caller) {
      const { session } = own(caller)
      await endSession(accounts, own(caller), session)
      caller.cookies.push(...(await forget(accounts)))
      return {}
    },
    async readLink({ body: { token } }, { visit }) {
      const forgive = done(await countLinkAttempt(accounts, visit))
      const link = await readLink(accounts, token)
      if (!link) throw notFound('this link was used, was taken back or replaced, or has expired')
      await forgive()
      const { kind, role, email, name, expiresAt } = link
      return { kind, role, email, name, expiresAt, workspace: workspace.name }
    },
    async prepareEntry({ body }, caller) {
      return asked(caller, await prepareEntry(accounts, caller.visit, body))
    },
    async welcome({ body }, caller) {
      const { person, cookies } = done(await enterByLink(accounts, caller.visit, body))
      caller.cookies.push(...cookies)
      return meOf(person)
    },
    async changePassword({ body }, caller) {
      return done(await changePassword(accounts, caller.visit, own(caller), body))
    },
    async listSessions(_, caller) {
      return { sessions: await listSessions(accounts, own(caller)) }
    },
    async endSession({ params: { id } }, caller) {
      if (!(await endSession(accounts, own(caller), id))) {
        throw notFound(`you have no session ${id}; it may have ended`)
      }
      return { id }
    },
    async endOtherSessions(_, caller) {
      return { ended: await endOtherSessions(accounts, own(caller)) }
    },
  }
}

/** Takes the cookie of a session that has ended out of the browser. */
async function forget(accounts: Accounts): Promise<string[]> {
  const { cookie } = await accounts.auth()
  // A name that says `__Secure-` is not even taken away otherwise.
  return [
    `${cookie}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${accounts.secure ? '; Secure' : ''}`,
  ]
}

function me({ name, standing, signedIn, actor }: Caller) {
  if (signedIn) return meOf(signedIn.person, signedIn.session)
  const kind = actor.kind === 'key' ? ('key' as const) : ('command line' as const)
  const rights = standing ? rightsOf(standing) : []
  return { kind, person: null, name, role: null, epoch: null, session: null, rights }
}
