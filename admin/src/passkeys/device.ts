import { ApiProblem, type Answer, type Given } from '../app/index.ts'

type NewPasskey = NonNullable<Given<'addPasskey'>['body']>['credential']
type UsedPasskey = NonNullable<Given<'signInByPasskey'>['body']>

/**
 * Has a device of the person make a passkey.
 * @throws ApiProblem when it does not, in words for them
 */
export async function makePasskey(options: Answer<'preparePasskey'>): Promise<NewPasskey> {
  const made = await asked(options.rp.id, () =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    }),
  )
  const { id, response } = made.toJSON() as RegistrationResponseJSON
  const { clientDataJSON, attestationObject, transports } = response
  return { id, clientDataJSON, attestationObject, transports }
}

/**
 * Has the person use a passkey of theirs.
 * @throws ApiProblem when they do not, in words for them
 */
export async function takePasskey(options: Answer<'askForPasskey'>): Promise<UsedPasskey> {
  const used = await asked(options.rpId, () =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
    }),
  )
  const { id, response } = used.toJSON() as AuthenticationResponseJSON
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  return {
    id,
    clientDataJSON,
    authenticatorData,
    signature,
    ...(userHandle ? { userHandle } : {}),
  }
}

async function asked(
  name: string,
  ask: () => Promise<Credential | null>,
): Promise<PublicKeyCredential> {
  try {
    const credential = await ask()
    if (credential) return credential as PublicKeyCredential
    throw new DOMException('', 'NotAllowedError')
  } catch (error) {
    const detail = explain(name, error)
    const type = 'urn:linchpin:problem:no-passkey'
    throw new ApiProblem({ type, title: 'No passkey', status: 403, detail })
  }
}

/** Browsers tell little, so that no site learns whether somebody has a passkey. */
function explain(name: string, error: unknown): string {
  switch ((error as Error).name) {
    case 'NotAllowedError':
    case 'AbortError':
      return 'no passkey was chosen: it was cancelled, or it took too long; nothing was changed'
    case 'InvalidStateError':
      return 'this device has a passkey of yours already'
    case 'SecurityError':
      return `passkeys of this workspace work at ${name}, and this is ${location.host}; open it there, or use a password`
    case 'NotSupportedError':
    case 'ConstraintError':
      return 'this device cannot check that it is you; use another one, or a password'
    default:
      return `the browser could not ask for a passkey (${(error as Error).name}); use a password`
  }
}
