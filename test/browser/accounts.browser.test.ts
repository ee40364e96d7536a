import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { passwordFor, personOf, visitor } from '../harness/visitor.ts'
import { inspect, openStack, page, sharedStack, walkByTab, type Page } from './harness/index.ts'
import { localToken, type Stack } from './harness/stack.ts'

const sendTo = (app: string) => (path: string, init: RequestInit) => fetch(new URL(path, app), init)

async function signIn(screen: Page, email: string, password: string): Promise<void> {
  await screen.getByLabel('E-mail address').fill(email)
  await screen.getByLabel('Password').fill(password)
  await screen.getByRole('button', { name: 'Sign in' }).click()
}

describe('a workspace that nobody has entered', () => {
  let stack: Stack
  let link: string
  beforeAll(async () => {
    stack = await openStack({
      workspace: join(import.meta.dirname, '../../examples/small'),
    })
    const made = await visitor(sendTo(stack.app), stack.app).ask(
      'makeWelcomeLink',
      {},
      { authorization: `Bearer ${await localToken(stack.workspace)}` },
    )
    link = made.body.path
    return stack.stop
  })
  const open = (path: string) => page(path, { as: 'nobody', stack })

  test('is entered by the link of the first owner, once', async () => {
    const screen = await open(link)
    await screen.getByRole('heading', { name: 'Become the first owner' }).waitFor()
    await inspect(screen, 'welcome')
    expect(await walkByTab(screen)).toEqual([])
    await screen.getByLabel('Your name').fill('Ada Lovelace')
    await screen.getByLabel('E-mail address').fill('Ada@acme.example')
    await screen.getByLabel('Password').fill('ada ada ada ada')
    await screen.getByRole('button', { name: 'Set up' }).click()
    await screen.getByRole('alert').filter({ hasText: 'The password' }).waitFor()
    await inspect(screen, 'welcome-error')
    await screen.getByLabel('Password').fill('seven green bottles')
    await screen.getByRole('button', { name: 'Set up' }).click()
    await screen.getByText('Ada Lovelace · owner').waitFor()

    const again = await open(link)
    await again.getByRole('heading', { name: 'This link works no more' }).waitFor()
    await inspect(again, 'welcome-gone')
  })

  test('refuses a wrong password without a word about who exists', async () => {
    const screen = await open('/settings/sessions')
    await screen.getByRole('heading', { name: 'Sign in' }).waitFor()
    await inspect(screen, 'sign-in')
    expect(await walkByTab(screen)).toEqual([])
    const said: string[] = []
    for (const email of ['nobody@acme.example', 'ada@acme.example']) {
      await signIn(screen, email, 'not the password')
      const alert = screen.getByRole('alert').filter({ hasText: 'wrong' })
      await alert.waitFor()
      said.push(await alert.innerText())
    }
    expect(said[0]).toBe(said[1])
    await inspect(screen, 'sign-in-error')
    await signIn(screen, 'ada@acme.example', 'seven green bottles')
    await screen.waitForURL('**/settings/sessions')
    await screen.getByText('Chrome on Linux').first().waitFor()
  })

  test('tells whoever guesses to wait, and keeps the right password waiting as well', async () => {
    const guesser = visitor(sendTo(stack.app), stack.app)
    for (let n = 0; n < 10; n += 1) {
      await guesser.ask('signIn', { body: { email: 'ada@acme.example', password: `guess ${n}` } })
    }
    const screen = await open('/sign-in')
    await signIn(screen, 'ada@acme.example', 'seven green bottles')
    await screen.getByRole('alert').filter({ hasText: 'Too many attempts' }).waitFor()
    await inspect(screen, 'sign-in-too-many')
  })
})

describe('the settings', () => {
  test('list people, and show an invite’s link once', async () => {
    const screen = await page('/settings/people')
    await screen.getByText('Vito Viewer', { exact: true }).waitFor()
    await screen.getByRole('button', { name: 'Invite somebody' }).click()
    await screen.getByLabel('E-mail address').fill('new@acme.example')
    await screen.getByRole('button', { name: 'Make the link' }).click()
    await screen.getByLabel('The link', { exact: true }).waitFor()
    await inspect(screen, 'settings-invite')
    await screen.getByRole('button', { name: 'Close' }).click()
    await screen.getByText('new@acme.example').waitFor()
    await inspect(screen, 'settings-people-invited')
  })
})

test('a role that is lowered in one window resets the other, and keeps what was written', async () => {
  const { app, workspace } = sharedStack()
  const send = sendTo(app)
  const who = { token: await localToken(workspace), role: 'operator', origin: app } as const
  const them = await personOf(send, who, 'Rolanda')
  const { body } = await them.ask('listExceptions', { query: { limit: 1 } })
  const place = `/desk/${body.exceptions[0].id}`
  const theirs = await page(`/sign-in?to=${place}`, { as: 'nobody' })
  await signIn(theirs, them.email, passwordFor('operator'))
  await theirs.waitForURL(`**${place}`)
  const text = 'I asked the agency; they answer tomorrow'
  await theirs.getByLabel('Comment').fill(text)

  const owners = await page('/settings/people')
  const role = owners.getByLabel('Role of Rolanda')
  await role.focus()
  await role.selectOption('viewer')
  await owners.getByText('Rolanda is viewer now').waitFor()
  expect(await role.evaluate((each) => each === document.activeElement)).toBe(true)

  await theirs.getByText('you may do less than before').first().waitFor()
  await theirs.getByText('offered again where you may still write it').waitFor()
  await theirs.getByText('What you wrote here').waitFor()
  await inspect(theirs, 'role-changed')
  await theirs.getByRole('button', { name: 'Bring it back' }).click()
  expect(await theirs.getByLabel('Comment').inputValue()).toBe(text)
})
