import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Deps } from './deps.ts'
import { heldCookie } from './held-cookie.ts'
import type { Visit } from './person.ts'

const keptSeconds = 365 * 24 * 60 * 60

/**
 * A cookie by which a browser shows later that this account was signed in to here, so that strangers who
 * use up the attempts at the account leave its own attempts alone (OWASP, "Slow Down Online Guessing
 * Attacks with Device Cookies"). It opens nothing: who steals it may guess ten passwords.
 */
export async function rememberDevice(
  { auth, secure }: Pick<Deps, 'auth' | 'secure'>,
  email: string,
): Promise<string> {
  const { cookie, sign } = await auth()
  const device = randomBytes(16).toString('base64url')
  const value = `${device}.${sign('device', device, email)}`
  // Only where a password is asked for does it go.
  const rest = `Path=/api/sign-in; HttpOnly; SameSite=Strict; Max-Age=${keptSeconds}`
  return `${cookie}-device=${value}; ${rest}${secure ? '; Secure' : ''}`
}

/** The device that the visit comes from, if this account was signed in to there; whether there is one is not asked. */
export async function knownDevice(
  { auth }: Pick<Deps, 'auth'>,
  visit: Visit,
  email: string,
): Promise<string | undefined> {
  const { cookie, sign } = await auth()
  const [device = '', signature = ''] = heldCookie(visit, `${cookie}-device`)?.split('.') ?? []
  const [given, ours] = [Buffer.from(signature), Buffer.from(sign('device', device, email))]
  return given.length === ours.length && timingSafeEqual(given, ours) ? device : undefined
}
