import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { visitor } from '../harness/visitor.ts'
import { expectAxeClean, giveDevice, openStack, page, shoot, type Page } from './harness/index.ts'
import { localToken, type Stack } from './harness/stack.ts'

const password = 'seven green bottles'

describe('a workspace whose people sign in by passkey', () => {
  let stack: Stack
  /** The same app at this machine's name, where passkeys work. */
  let named: Stack
  let asCommandLine: { authorization: string }
  /** What the device of the first owner holds. */
  let keys: Awaited<ReturnType<Awaited<ReturnType<typeof giveDevice>>['credentials']>> = []

  beforeAll(async () => {
    stack = await openStack({
      workspace: join(import.meta.dirname, '../../examples/small'),
    })
    named = { ...stack, app: stack.app.replace('127.0.0.1', 'localhost') }
    asCommandLine = { authorization: `Bearer ${await localToken(stack.workspace)}` }
    return stack.stop
  })

  const open = (path: string, width = 1280) => page(path, { as: 'nobody', stack: named, width })
  const machine = () => visitor((path, init) => fetch(new URL(path, stack.app), init), stack.app)
  /** The first owner's device, at one window after the other: it goes on counting. */
  const bringDevice = async (screen: Page) => {
    const device = await giveDevice(screen, keys)
    onTestFinished(async () => void (keys = await device.credentials()))
    return device
  }
  const signIn = async (path: string): Promise<Page> => {
    const screen = await open(path)
    await bringDevice(screen)
    await screen.getByRole('button', { name: 'Use a passkey' }).click()
    return screen
  }

  test('is entered by a passkey on the first owner’s link, which leads to where that works', async () => {
    const { body } = await machine().ask('makeWelcomeLink', {}, asCommandLine)
    const screen = await page(String(body.path), { as: 'nobody', stack })
    await screen.getByText('for names, not for numbers').waitFor()
    await shoot(screen, 'welcome-at-a-number')
    await expectAxeClean(screen)
    await screen.getByRole('link', { name: /Open this page at localhost/ }).click()
    await screen.waitForURL('http://localhost:*/welcome/*')

    const device = await bringDevice(screen)
    await screen.getByLabel('Your name').fill('Ada Lovelace')
    await screen.getByLabel('E-mail address').fill('ada@acme.example')
    await screen.getByRole('button', { name: 'Use a passkey instead' }).click()
    await screen.getByText('nothing to remember').waitFor()
    await shoot(screen, 'welcome-passkey')
    await expectAxeClean(screen)

    await device.setVerified(false)
    await screen.getByRole('button', { name: 'Set up with a passkey' }).click()
    await screen.getByRole('alert').filter({ hasText: 'No passkey was chosen' }).waitFor()
    await shoot(screen, 'welcome-passkey-cancelled')
    await expectAxeClean(screen)
    await device.setVerified(true)
    await screen.getByRole('button', { name: 'Set up with a passkey' }).click()
    await screen.getByText('Ada Lovelace · owner').waitFor()
    expect(await device.credentials()).toHaveLength(1)
  })

  test('lets in by a button, without an address, and never without the person', async () => {
    const screen = await open('/settings/sessions')
    const device = await bringDevice(screen)
    await device.setVerified(false)
    await screen.getByRole('button', { name: 'Use a passkey' }).click()
    await screen.getByRole('alert').filter({ hasText: 'cancelled' }).waitFor()
    await shoot(screen, 'sign-in-passkey-cancelled')
    await expectAxeClean(screen)
    await device.setVerified(true)
    await screen.getByRole('button', { name: 'Use a passkey' }).click()
    await screen.waitForURL('**/settings/sessions')
    await screen.getByText('Chrome on Linux').first().waitFor()
    await shoot(screen, 'settings-passkeys-only')
    await expectAxeClean(screen)
  })

  test('keeps the last way in, and does not add the same device twice', async () => {
    const screen = await signIn('/sign-in?to=/settings/sessions')
    await screen.getByRole('button', { name: 'Remove Chrome on Linux' }).click()
    await screen.getByRole('button', { name: 'Remove', exact: true }).click()
    await screen.getByText('without this passkey you could not sign in').first().waitFor()
    await shoot(screen, 'settings-passkey-last')

    await screen.getByRole('button', { name: 'Add a passkey' }).click()
    await screen.getByText('First you confirm that it is you').waitFor()
    await shoot(screen, 'settings-passkey-add')
    await expectAxeClean(screen)
    await screen.getByRole('button', { name: 'Add it' }).click()
    await screen.getByText('This device has a passkey of yours already').waitFor()
    await shoot(screen, 'settings-passkey-already')
  })

  test('lets a password be set later, beside the passkeys', async () => {
    const screen = await signIn('/sign-in?to=/settings/sessions')
    await screen.getByLabel('New password').fill('ada ada ada ada')
    await screen.getByRole('button', { name: 'Set it' }).click()
    await screen.getByText('the password repeats itself').waitFor()
    await screen.getByLabel('New password').fill(password)
    await screen.getByRole('button', { name: 'Set it' }).click()
    await screen.getByText('The password was set').first().waitFor()
    await screen.getByRole('heading', { name: 'Change your password' }).waitFor()
    await screen.getByRole('button', { name: 'Confirm with a passkey instead' }).waitFor()
    await shoot(screen, 'settings-password-and-passkeys')
    await expectAxeClean(screen)
    const entry = { body: { email: 'ada@acme.example', password } }
    expect((await machine().ask('signIn', entry)).status).toBe(200)
  })

  test('adds the passkey of another device, once the password is said', async () => {
    const screen = await open('/sign-in?to=/settings/sessions')
    await giveDevice(screen, [], 'usb')
    await screen.getByLabel('E-mail address').fill('ada@acme.example')
    await screen.getByLabel('Password').fill(password)
    await screen.getByRole('button', { name: 'Sign in' }).click()
    await screen.getByRole('button', { name: 'Add a passkey' }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Bleu key')
    await dialog.getByLabel('Current password').fill('not the password')
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await dialog.getByText('the current password is wrong').waitFor()
    await shoot(screen, 'settings-passkey-add-wrong')
    await dialog.getByLabel('Current password').fill(password)
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await screen.getByRole('button', { name: 'Rename Bleu key' }).click()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Blue key')
    await dialog.getByRole('button', { name: 'Rename it' }).click()
    await screen.getByRole('button', { name: 'Remove Blue key' }).waitFor()
    await dialog.waitFor({ state: 'detached' })
    await shoot(screen, 'settings-passkeys')
    await expectAxeClean(screen)
    await screen.getByRole('button', { name: 'Remove Blue key' }).click()
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await screen.getByText('The passkey was removed').first().waitFor()
  })

  test('says so when the passkey was removed, or the link was used meanwhile', async () => {
    const { body } = await machine().ask('listPeople', {}, asCommandLine)
    const params = { id: body.people[0].id }
    const link = await machine().ask('makePasswordLink', { params }, asCommandLine)
    const screen = await open(String(link.body.path))
    await giveDevice(screen)
    await screen.getByRole('button', { name: 'Use a passkey instead' }).click()
    await shoot(screen, 'new-way-in-passkey')
    await expectAxeClean(screen)
    const token = String(link.body.path).split('/').at(-1)!
    await machine().ask('welcome', { body: { token, password } })
    await screen.getByRole('button', { name: 'Make the passkey' }).click()
    await screen.getByRole('alert').filter({ hasText: 'This link was used' }).waitFor()

    // A new password by a link has taken the place of the passkeys.
    const removed = await signIn('/sign-in')
    await removed.getByRole('alert').filter({ hasText: 'It may have been removed' }).waitFor()
    await shoot(removed, 'sign-in-passkey-removed')
  })

  test('says so in a browser that knows no passkeys, and keeps the password', async () => {
    const screen = await open('/sign-in', 360)
    await screen
      .context()
      .addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'))
    await screen.reload()
    await screen.getByText('This browser does not know passkeys yet').waitFor()
    await shoot(screen, 'sign-in-no-passkeys')
    await expectAxeClean(screen)
    await screen.getByLabel('E-mail address').fill('ada@acme.example')
    await screen.getByLabel('Password').fill(password)
    await screen.getByRole('button', { name: 'Sign in' }).click()
    await screen.waitForURL((url) => url.pathname === '/')
  })
})
