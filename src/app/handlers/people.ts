import { may } from '../../accounts/define.ts'
import {
  changeRole,
  endSessionsOf,
  invite,
  listInvites,
  listPeople,
  makePasswordLink,
  makeWelcome,
  remove,
  restore,
  revokeInvite,
  suspend,
  type Accounts,
} from '../../accounts/index.ts'
import type { peopleEndpoints } from '../api/accounts.ts'
import type { Handlers } from '../server/handlers.ts'
import { notFound } from '../server/refusal.ts'
import { done } from './refuse-account.ts'

/** People, their roles and invites, and who did what, over HTTP. */
export function peopleHandlers({
  accounts,
}: {
  readonly accounts: Accounts
}): Pick<Handlers, keyof typeof peopleEndpoints> {
  return {
    async listPeople(_, { standing }) {
      const isShown = standing !== undefined && may(standing, 'read', 'people', 'email')
      const people = await listPeople(accounts.db)
      return {
        people: people.map(({ id, name, role, email, suspendedAt, createdAt, lastSeenAt }) =>
          isShown
            ? { id, name, role, email, suspendedAt, createdAt, lastSeenAt }
            : { id, name, role, email: null, suspendedAt: null, createdAt: null, lastSeenAt: null },
        ),
      }
    },
    async changeRole({ params: { id }, body: { role } }, { actor }) {
      return { id, role: done(await changeRole(accounts, actor, id, role)).role }
    },
    async suspendPerson({ params: { id } }, { actor }) {
      return { id: done(await suspend(accounts, actor, id)).id }
    },
    async restorePerson({ params: { id } }, { actor }) {
      return { id: done(await restore(accounts, actor, id)).id }
    },
    async removePerson({ params: { id } }, { actor }) {
      return { id: done(await remove(accounts, actor, id)).id }
    },
    async endPersonSessions({ params: { id } }, { actor }) {
      return { id: done(await endSessionsOf(accounts, actor, id)).id }
    },
    ...linkHandlers(accounts),
  }
}

type LinkHandlers = Pick<
  Handlers,
  'makePasswordLink' | 'makeWelcomeLink' | 'listInvites' | 'createInvite' | 'revokeInvite'
>

function linkHandlers(accounts: Accounts): LinkHandlers {
  return {
    async makePasswordLink({ params: { id } }, { actor }) {
      const { token, expiresAt } = done(await makePasswordLink(accounts, actor, id))
      return { path: `/welcome/${token}`, expiresAt }
    },
    async makeWelcomeLink() {
      const link = await makeWelcome(accounts)
      return { path: link ? `/welcome/${link.token}` : null }
    },
    async listInvites() {
      return { invites: (await listInvites(accounts)).map(shown) }
    },
    async createInvite({ body }, { actor }) {
      const link = done(await invite(accounts, actor, body))
      return { ...shown(link), path: `/invite/${link.token}` }
    },
    async revokeInvite({ params: { id } }, { actor }) {
      if (!(await revokeInvite(accounts, actor, id))) {
        throw notFound(`there is no open invite ${id}; it may have been accepted or have expired`)
      }
      return { id }
    },
  }
}

/** The database lets no invite be without a role and an address. */
const shown = ({ id, role, email, madeBy, madeAt, expiresAt }: Invite) => ({
  id,
  role: role!,
  email: email!,
  madeBy,
  madeAt,
  expiresAt,
})
type Invite = Awaited<ReturnType<typeof listInvites>>[number]
