import type { Role } from '../../src/accounts/define.ts'
import { authenticator } from './authenticator.ts'
import type { testApp } from './test-app.ts'
import { passwordFor, type Visitor } from './visitor.ts'

type App = Awaited<ReturnType<typeof testApp>>
type Device = ReturnType<typeof authenticator>

/** The token at the end of a link for somebody of the role. */
export async function inviteFor(app: App, email: string, role: Role = 'viewer'): Promise<string> {
  const authorization = `Bearer ${app.localToken}`
  const made = await app.visitor().ask('createInvite', { body: { email, role } }, { authorization })
  return String(made.body.path).split('/').at(-1)!
}

/** Somebody who came by an invite, chose a passkey, and has no password. */
export async function passkeyPerson(app: App, name: string, role: Role = 'viewer') {
  const email = `${name.toLowerCase()}@example.com`
  const claim = { token: await inviteFor(app, email, role), name }
  const browser = app.visitor()
  const device = authenticator()
  const { body: options } = await browser.ask('prepareEntry', { body: claim })
  const passkey = { name: 'My key', credential: device.create(options) }
  const joined = await browser.ask('welcome', { body: { ...claim, passkey } })
  if (joined.status !== 201) throw new Error(`${name} cannot join: ${JSON.stringify(joined.body)}`)
  return { ...browser, device, email, id: String(joined.body.person.id) }
}

/** Signs in at a browser by a passkey of the device. */
export async function signInBy(device: Device, browser: Visitor, wrong = {}) {
  const { body: options } = await browser.ask('askForPasskey')
  return browser.ask('signInByPasskey', { body: device.get(options, wrong) })
}

/** Adds a passkey of the device to somebody who has the password of a role. */
export async function addTo(them: Visitor, role: Role, device = authenticator()) {
  const { body: options } = await them.ask('preparePasskey', {
    body: { current: passwordFor(role) },
  })
  const body = { name: 'My key', credential: device.create(options) }
  const added = await them.ask('addPasskey', { body })
  return { added, device }
}
