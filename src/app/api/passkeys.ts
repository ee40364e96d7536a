import { t } from '../../core/schema.ts'
import {
  creationOptions,
  newPasskey,
  passkeyName,
  proof,
  requestOptions,
  usedPasskey,
} from './account-parts.ts'
import { me } from './accounts.ts'
import { endpoint, id, object, orNull, time } from './endpoint.ts'

const passkey = {
  id: id(),
  name: t.String(),
  addedAt: time(),
  lastUsedAt: orNull(time()),
  here: t.Boolean({ description: 'whether it works at the address of today' }),
}
const own = { right: 'operate', of: 'own' } as const
const params = object({ id: id() })

/** Signing in by passkey, and one's own passkeys. */
export const passkeyEndpoints = {
  askForPasskey: endpoint({
    method: 'POST',
    path: '/api/passkeys/ask',
    right: 'anyone',
    summary: 'What a browser asks its devices to sign somebody in; good once, for five minutes',
    answer: requestOptions(),
    problems: [409, 429],
  }),
  signInByPasskey: endpoint({
    method: 'POST',
    path: '/api/sign-in/passkey',
    right: 'anyone',
    summary: 'Signs in the person whose passkey was used; the answer sets the cookie',
    body: usedPasskey(),
    answer: t.Object(me),
    problems: [409, 429],
  }),
  listPasskeys: endpoint({
    method: 'GET',
    path: '/api/me/passkeys',
    of: 'own',
    summary: 'By what one can sign in oneself',
    answer: t.Object({ hasPassword: t.Boolean(), passkeys: t.Array(t.Object(passkey)) }),
  }),
  askForProof: endpoint({
    ...own,
    method: 'POST',
    path: '/api/me/passkeys/prove',
    summary: 'What a browser asks its devices to show that the person is still there',
    answer: requestOptions(),
    problems: [404, 409],
  }),
  preparePasskey: endpoint({
    ...own,
    method: 'POST',
    path: '/api/me/passkeys/prepare',
    summary: 'What a browser asks a device to make one’s new passkey; good once, for five minutes',
    body: object(proof()),
    answer: creationOptions(),
    problems: [409, 429],
  }),
  addPasskey: endpoint({
    ...own,
    method: 'POST',
    path: '/api/me/passkeys',
    summary: 'Adds the passkey that a device has made',
    body: object({ name: passkeyName(), credential: newPasskey() }),
    status: 201,
    answer: t.Object(passkey),
    problems: [409],
  }),
  renamePasskey: endpoint({
    ...own,
    method: 'POST',
    path: '/api/me/passkeys/:id/name',
    summary: 'Gives one of one’s own passkeys another name',
    params,
    body: object({ name: passkeyName() }),
    answer: t.Object(passkey),
    problems: [404],
  }),
  removePasskey: endpoint({
    ...own,
    method: 'DELETE',
    path: '/api/me/passkeys/:id',
    summary: 'Removes one of one’s own passkeys, but never the last way in',
    params,
    answer: t.Object({ id: id() }),
    problems: [404, 409],
  }),
}
