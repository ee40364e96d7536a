import { t } from '../../core/schema.ts'

export const email = () =>
  t.String({
    minLength: 3,
    maxLength: 254,
    pattern: '^[^\\s@]+@[^\\s@]+$',
    description: 'an e-mail address',
  })
// Longer ones would only cost time to hash.
export const password = () => t.String({ minLength: 1, maxLength: 128, description: 'a password' })

const bytes = (most: number, description: string) =>
  t.String({ minLength: 1, maxLength: most, pattern: '^[A-Za-z0-9_-]+$', description })
const credentialId = () => bytes(1_400, 'how the device names the passkey, in base64url')
const clientDataJSON = bytes(4_000, 'what the browser says it answers, in base64url')
const strict = { additionalProperties: false }

/** A passkey that a device has just made, as a browser's `toJSON()` says it. */
export const newPasskey = () =>
  t.Object(
    {
      id: credentialId(),
      clientDataJSON,
      attestationObject: bytes(20_000, 'the public key and what vouches for it, in base64url'),
      transports: t.Array(t.String({ minLength: 1, maxLength: 20 }), { maxItems: 10 }),
    },
    strict,
  )

/** A use of a passkey, as a browser's `toJSON()` says it. */
export const usedPasskey = () =>
  t.Object(
    {
      id: credentialId(),
      clientDataJSON,
      authenticatorData: bytes(4_000, 'where it was used and how often, in base64url'),
      signature: bytes(4_000, 'over both, in base64url'),
      userHandle: t.Optional(bytes(100, 'whose it is, in base64url')),
    },
    strict,
  )

export const passkeyName = () =>
  t.String({
    minLength: 1,
    maxLength: 60,
    pattern: '\\S',
    description: 'by which the person knows a passkey again',
  })

/** How somebody who is signed in shows that it is still they: one of the two. */
export const proof = () => ({
  current: t.Optional(password()),
  passkey: t.Optional(usedPasskey()),
})

const named = t.Array(
  t.Object({
    type: t.Literal('public-key'),
    id: t.String(),
    transports: t.Array(t.String()),
  }),
)

/** What `PublicKeyCredential.parseCreationOptionsFromJSON` is given. */
export const creationOptions = () =>
  t.Object({
    challenge: t.String(),
    rp: t.Object({ id: t.String(), name: t.String() }),
    user: t.Object({ id: t.String(), name: t.String(), displayName: t.String() }),
    pubKeyCredParams: t.Array(t.Object({ type: t.Literal('public-key'), alg: t.Integer() })),
    timeout: t.Integer(),
    excludeCredentials: named,
    authenticatorSelection: t.Object({
      residentKey: t.Literal('required'),
      requireResidentKey: t.Boolean(),
      userVerification: t.Literal('required'),
    }),
    attestation: t.Literal('none'),
  })

/** What `PublicKeyCredential.parseRequestOptionsFromJSON` is given. */
export const requestOptions = () =>
  t.Object({
    challenge: t.String(),
    rpId: t.String(),
    timeout: t.Integer(),
    userVerification: t.Literal('required'),
    allowCredentials: named,
  })
