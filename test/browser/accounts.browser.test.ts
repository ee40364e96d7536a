import { beforeAll, expect, test } from 'vitest'
import type { Role } from '../../src/accounts/define.ts'
import { passwordFor, personOf, visitor } from '../harness/visitor.ts'
import { expectAxeClean, page, sharedStack, shoot, type Page } from './harness/index.ts'
import { localToken } from './harness/stack.ts'

const app = () => sharedStack().app
const send = (path: string, init: RequestInit) => fetch(new URL(path, app()), init)
let token: string
beforeAll(async () => {
  token = await localToken(sharedStack().workspace)
})

const asCommandLine = () => ({ authorization: `Bearer ${token}` })
const person = (role: Role, name: string) => personOf(send, { token, role, origin: app() }, name)

async function signIn(screen: Page, email: string, password: string): Promise<void> {
  await screen.getByLabel('E-mail address').fill(email)
  await screen.getByLabel('Password').fill(password)
  await screen.getByRole('button', { name: 'Sign in' }).click()
}

test('the first owner comes by the link that the start prints, and is signed in', async () => {
  const made = await visitor(send, app()).ask('makeWelcomeLink', {}, asCommandLine())
  const screen = await page(made.body.path, { as: 'nobody' })
  await screen.getByRole('heading', { name: 'Become the first owner' }).waitFor()
  await shoot(screen, 'welcome')
  await expectAxeClean(screen)
  await screen.getByLabel('Your name').fill('Ada Lovelace')
  await screen.getByLabel('E-mail address').fill('Ada@acme.example')
  await screen.getByLabel('Password').fill('ada ada ada ada')
  await screen.getByRole('button', { name: 'Set up' }).click()
  await screen.getByRole('alert').filter({ hasText: 'The password' }).waitFor()
  await shoot(screen, 'welcome-error')
  await screen.getByLabel('Password').fill('seven green bottles')
  await screen.getByRole('button', { name: 'Set up' }).click()
  await screen.waitForURL(`${app()}/`)
  await screen.getByText('Ada Lovelace · owner').waitFor()

  const again = await page(made.body.path, { as: 'nobody' })
  await again.getByRole('heading', { name: 'This link works no more' }).waitFor()
  await shoot(again, 'welcome-gone')
  await expectAxeClean(again)
})

test('a wrong password is refused without a word about whether there is such a person', async () => {
  const screen = await page('/desk', { as: 'nobody' })
  await screen.getByRole('heading', { name: 'Sign in' }).waitFor()
  await shoot(screen, 'sign-in')
  await expectAxeClean(screen)
  const said: string[] = []
  for (const email of ['nobody@acme.example', 'ada@acme.example']) {
    await signIn(screen, email, 'not the password')
    const alert = screen.getByRole('alert').filter({ hasText: 'wrong' })
    await alert.waitFor()
    said.push(await alert.innerText())
  }
  expect(said[0]).toBe(said[1])
  await shoot(screen, 'sign-in-error')
  await expectAxeClean(screen)
  await signIn(screen, 'ada@acme.example', 'seven green bottles')
  await screen.waitForURL('**/desk')
})

test('too many attempts are told to wait, and the right password then waits as well', async () => {
  const { email } = await person('viewer', 'Guessed')
  const guesser = visitor(send, app())
  for (let n = 0; n < 10; n += 1) {
    await guesser.ask('signIn', { body: { email, password: `guess ${n}` } })
  }
  const screen = await page('/sign-in', { as: 'nobody' })
  await signIn(screen, email, passwordFor('viewer'))
  await screen.getByRole('alert').filter({ hasText: 'Too many attempts' }).waitFor()
  await shoot(screen, 'sign-in-too-many')
})
