import type { Site } from './passkey-site.ts'
import type { KnownPasskey, MadePasskey } from './passkey-store.ts'
import { answerMs } from './challenge.ts'

/** What a browser sends of a passkey that its device has just made. Bytes are in base64url. */
export interface NewPasskey {
  readonly id: string
  readonly clientDataJSON: string
  readonly attestationObject: string
  readonly transports: readonly string[]
}

/** What a browser sends of a passkey that was just used. */
export interface UsedPasskey {
  readonly id: string
  readonly clientDataJSON: string
  readonly authenticatorData: string
  readonly signature: string
  readonly userHandle?: string | undefined
}

/** Ed25519, ECDSA with P-256 and RSA: what every device knows one of. */
const algorithms = [-8, -7, -257]

const asCredential = ({ credential, transports }: KnownPasskey) => ({
  type: 'public-key' as const,
  id: credential,
  transports,
})

/** What a browser is told to have a passkey made: one that its device finds by itself, and checks the person for. */
export const creationOptions = (
  { rpId }: Site,
  challenge: string,
  person: { readonly id: string; readonly name: string; readonly email: string },
  others: readonly KnownPasskey[],
) => ({
  challenge,
  rp: { id: rpId, name: 'Linchpin' },
  user: { id: handleOf(person.id), name: person.email, displayName: person.name },
  pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
  timeout: answerMs,
  excludeCredentials: others.map(asCredential),
  authenticatorSelection: {
    residentKey: 'required' as const,
    requireResidentKey: true,
    userVerification: 'required' as const,
  },
  attestation: 'none' as const,
})

/** What a browser is told to have a passkey used; with none named, the person chooses. */
export const requestOptions = (
  { rpId }: Site,
  challenge: string,
  passkeys: readonly KnownPasskey[] = [],
) => ({
  challenge,
  rpId,
  timeout: answerMs,
  userVerification: 'required' as const,
  allowCredentials: passkeys.map(asCredential),
})

/** What a device calls a person by. */
export const handleOf = (person: string): string => Buffer.from(person).toString('base64url')

/**
 * Holds a passkey that was just made against its question.
 * @throws Error that says what does not fit
 */
export async function verifyNew(
  { origin, rpId }: Site,
  challenge: string,
  { id, clientDataJSON, attestationObject, transports }: NewPasskey,
): Promise<Omit<MadePasskey, 'name'>> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  await refuseCertificates(attestationObject)
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      response: { clientDataJSON, attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    supportedAlgorithmIDs: algorithms,
  })
  if (!verified || registrationInfo.credential.id !== id) throw new Error('it is not as it says')
  const { publicKey, counter } = registrationInfo.credential
  return { credential: id, publicKey, counter, transports, rpId }
}

/**
 * We ask for no certificate of the device's maker. One that comes all the same is not looked at: it
 * could name addresses that the check would then call.
 */
async function refuseCertificates(attestationObject: string): Promise<void> {
  const { decodeAttestationObject, isoBase64URL } = await import('@simplewebauthn/server/helpers')
  const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
  const format = decoded.get('fmt')
  const isPlain = format === 'none' || (format === 'packed' && !decoded.get('attStmt').get('x5c'))
  if (!isPlain) throw new Error('it brings a certificate that was not asked for')
}

/**
 * Holds a use of a passkey against its question; the count that the device says, which is judged where
 * it is kept.
 * @throws Error that says what does not fit
 */
export async function verifyUse(
  { origin, rpId }: Site,
  challenge: string,
  { credential, publicKey }: KnownPasskey,
  { id, clientDataJSON, authenticatorData, signature, userHandle }: UsedPasskey,
): Promise<number> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      response: {
        clientDataJSON,
        authenticatorData,
        signature,
        ...(userHandle === undefined ? {} : { userHandle }),
      },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    credential: { id: credential, publicKey: new Uint8Array(publicKey), counter: 0 },
  })
  if (!verified) throw new Error('its signature is wrong')
  return authenticationInfo.newCounter
}
