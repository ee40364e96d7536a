import { roles } from '../../accounts/define.ts'
import { t } from '../../core/schema.ts'
import {
  creationOptions,
  email,
  newPasskey,
  passkeyName,
  password,
  proof,
} from './account-parts.ts'
import { endpoint, id, object, orNull, time } from './endpoint.ts'

const role = t.Enum([...roles])
const personId = () => t.String({ minLength: 1, maxLength: 100 })
const token = () => t.String({ minLength: 1, maxLength: 200, description: 'the end of the link' })
const name = () => t.String({ minLength: 1, maxLength: 100, description: 'a person’s name' })

const person = {
  id: t.String(),
  name: t.String(),
  role,
  /** Null for who may not see it. */
  email: orNull(t.String()),
  suspendedAt: orNull(time()),
  createdAt: orNull(time()),
  lastSeenAt: orNull(time()),
}
export const me = {
  kind: t.Enum(['person', 'key', 'command line']),
  person: orNull(t.Object({ id: t.String(), name: t.String(), email: t.String() })),
  name: t.String(),
  role: orNull(role),
  epoch: orNull(
    t.Integer({ description: 'sent back as `x-linchpin-epoch`, it tells a stale screen' }),
  ),
  session: orNull(t.String()),
  rights: t.Array(t.Enum(['read', 'edit', 'operate', 'manage'])),
}
const link = {
  id: id(),
  role,
  email: t.String(),
  madeBy: t.String(),
  madeAt: time(),
  expiresAt: time(),
}

/** Who somebody says they are who comes by a link; only what the link does not say. */
const claim = { token: token(), name: t.Optional(name()), email: t.Optional(email()) }

/** Signing in and out, links that work once, and what a person does with their own account. */
export const accountEndpoints = {
  showMe: endpoint({
    method: 'GET',
    path: '/api/me',
    summary: 'Who asks, and what they may do',
    answer: t.Object({
      ...me,
      locale: t.String({ description: 'how the workspace writes numbers, money and dates' }),
    }),
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/api/sign-in',
    right: 'anyone',
    summary: 'Signs a person in; the answer sets the cookie of their session',
    body: object({ email: email(), password: password() }),
    answer: t.Object(me),
    problems: [429],
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/api/sign-out',
    right: 'operate',
    of: 'own',
    summary: 'Ends the session that asks',
    answer: t.Object({}),
  }),
  readLink: endpoint({
    method: 'POST',
    path: '/api/links/read',
    right: 'anyone',
    summary: 'What a link that works once is for',
    body: object({ token: token() }),
    answer: t.Object({
      kind: t.Enum(['welcome', 'invite', 'password']),
      role: orNull(role),
      email: orNull(t.String()),
      name: orNull(t.String()),
      workspace: t.String(),
      expiresAt: time(),
    }),
    problems: [404, 429],
  }),
  prepareEntry: endpoint({
    method: 'POST',
    path: '/api/links/passkey',
    right: 'anyone',
    summary:
      'What a browser asks a device to make a passkey by a link; good once, for five minutes',
    body: object(claim),
    answer: creationOptions(),
    problems: [404, 409, 429],
  }),
  welcome: endpoint({
    method: 'POST',
    path: '/api/welcome',
    right: 'anyone',
    summary:
      'Makes the person whom a link is for, or gives them a new password or passkey, and signs them in',
    body: object({
      ...claim,
      password: t.Optional(password()),
      passkey: t.Optional(object({ name: passkeyName(), credential: newPasskey() })),
    }),
    status: 201,
    answer: t.Object(me),
    problems: [404, 409, 429],
  }),
  changePassword: endpoint({
    method: 'POST',
    path: '/api/me/password',
    right: 'operate',
    of: 'own',
    summary: 'Sets or changes one’s own password, and ends one’s other sessions',
    body: object({ ...proof(), next: password() }),
    answer: t.Object({ ended: t.Integer({ minimum: 0 }) }),
    problems: [409, 429],
  }),
  listSessions: endpoint({
    method: 'GET',
    path: '/api/sessions',
    of: 'own',
    summary: 'One’s own sessions, the one last used first',
    answer: t.Object({
      sessions: t.Array(
        t.Object({
          id: t.String(),
          here: t.Boolean({ description: 'the session that asks' }),
          startedAt: time(),
          lastSeenAt: time(),
          expiresAt: time(),
          address: orNull(t.String()),
          agent: orNull(t.String()),
        }),
      ),
    }),
  }),
  endSession: endpoint({
    method: 'DELETE',
    path: '/api/sessions/:id',
    right: 'operate',
    of: 'own',
    summary: 'Ends one of one’s own sessions, at its next request',
    params: object({ id: personId() }),
    answer: t.Object({ id: t.String() }),
    problems: [404],
  }),
  endOtherSessions: endpoint({
    method: 'POST',
    path: '/api/sessions/end-others',
    right: 'operate',
    of: 'own',
    summary: 'Ends all of one’s own sessions but the one that asks',
    answer: t.Object({ ended: t.Integer({ minimum: 0 }) }),
  }),
}

const params = object({ id: personId() })
const manage = { right: 'manage', of: 'people' } as const

/** People, their roles and invites. */
export const peopleEndpoints = {
  listPeople: endpoint({
    method: 'GET',
    path: '/api/people',
    of: 'people',
    summary: 'Everybody who may sign in; addresses only for who manages people',
    answer: t.Object({ people: t.Array(t.Object(person)) }),
  }),
  changeRole: endpoint({
    ...manage,
    method: 'POST',
    path: '/api/people/:id/role',
    summary: 'Gives a person another role, which counts at their next request',
    params,
    body: object({ role }),
    answer: t.Object({ id: t.String(), role }),
    problems: [404, 409],
  }),
  suspendPerson: endpoint({
    ...manage,
    method: 'POST',
    path: '/api/people/:id/suspend',
    summary: 'Shuts a person out until they are restored; all their sessions end',
    params,
    answer: t.Object({ id: t.String() }),
    problems: [404, 409],
  }),
  restorePerson: endpoint({
    ...manage,
    method: 'POST',
    path: '/api/people/:id/restore',
    summary: 'Lets a suspended person sign in again',
    params,
    answer: t.Object({ id: t.String() }),
    problems: [404],
  }),
  removePerson: endpoint({
    ...manage,
    method: 'DELETE',
    path: '/api/people/:id',
    summary: 'Removes a person for good; what they did stays on record',
    params,
    answer: t.Object({ id: t.String() }),
    problems: [404, 409],
  }),
  endPersonSessions: endpoint({
    ...manage,
    method: 'POST',
    path: '/api/people/:id/end-sessions',
    summary: 'Ends all sessions of a person',
    params,
    answer: t.Object({ id: t.String() }),
    problems: [404],
  }),
  makePasswordLink: endpoint({
    ...manage,
    method: 'POST',
    path: '/api/people/:id/password-link',
    summary: 'Makes a link, shown once, on which a person who cannot sign in gets a new way in',
    params,
    status: 201,
    answer: t.Object({ path: t.String(), expiresAt: time() }),
    problems: [404],
  }),
  makeWelcomeLink: endpoint({
    ...manage,
    method: 'POST',
    path: '/api/welcome-link',
    summary: 'Makes the link of the first owner, shown once; the one before is void',
    status: 201,
    answer: t.Object({ path: orNull(t.String({ description: 'null when there is an owner' })) }),
  }),
  listInvites: endpoint({
    ...manage,
    method: 'GET',
    path: '/api/invites',
    summary: 'Invites that wait to be accepted',
    answer: t.Object({ invites: t.Array(t.Object(link)) }),
  }),
  createInvite: endpoint({
    ...manage,
    method: 'POST',
    path: '/api/invites',
    summary: 'Invites somebody in a role; the link is in this answer and nowhere else',
    body: object({ email: email(), role }),
    status: 201,
    answer: t.Object({ ...link, path: t.String() }),
    problems: [409],
  }),
  revokeInvite: endpoint({
    ...manage,
    method: 'DELETE',
    path: '/api/invites/:id',
    summary: 'Takes an invite back; its link works no more',
    params: object({ id: id() }),
    answer: t.Object({ id: id() }),
    problems: [404],
  }),
}
