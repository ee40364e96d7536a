import { expect, inject, test } from 'vitest'
import { passwordFor, personOf, visitor } from '../harness/visitor.ts'
import { page, type Page, sharedStack } from './harness/index.ts'
import { localToken } from './harness/stack.ts'

test('rights that change under open dialogs take neither words nor a key that is shown once', async () => {
  const { app, workspace } = sharedStack()
  const send = (path: string, init: RequestInit) => fetch(new URL(path, app), init)
  const token = await localToken(workspace)
  const them = await personOf(send, { token, role: 'owner', origin: app }, 'Olga')
  const { body } = await them.ask('listExceptions', { query: { limit: 1 } })
  const enter = async (place: string) => {
    const screen = await page(`/sign-in?to=${place}`, { as: 'nobody' })
    await screen.getByLabel('E-mail address').fill(them.email)
    await screen.getByLabel('Password').fill(passwordFor('owner'))
    await screen.getByRole('button', { name: 'Sign in' }).click()
    await screen.waitForURL(`**${place}`)
    return screen
  }

  const keys = await enter('/settings/keys')
  await keys.getByRole('button', { name: 'Create a key' }).click()
  await keys.getByLabel('Name').fill('shown once')
  await keys.getByLabel('Use').selectOption('read')
  await keys.getByRole('button', { name: 'Create it' }).click()
  await keys.getByLabel('The key', { exact: true }).waitFor()
  const key = await keys.getByText(/lp_api_/).innerText()

  const desk = await enter(`/desk/${body.exceptions[0].id}`)
  await desk.getByRole('button', { name: /^Assign/ }).click()
  await desk.getByRole('textbox', { name: 'Owner' }).fill('the agency in Leeds')

  await visitor(send, app).ask(
    'changeRole',
    { params: { id: them.id }, body: { role: 'operator' } },
    { authorization: `Bearer ${token}` },
  )

  await keys.getByText('you may do less than before').first().waitFor()
  expect(await keys.getByText(/lp_api_/).innerText()).toBe(key)
  await keys.getByRole('button', { name: 'Close' }).click()
  await keys.getByText(/lp_api_/).waitFor({ state: 'detached' })

  await desk.getByText('you may do less than before').first().waitFor()
  await desk.getByRole('button', { name: /^Assign/ }).click()
  await desk.getByText('What you wrote here').waitFor()
  await desk.getByRole('button', { name: 'Bring it back' }).click()
  expect(await desk.getByRole('textbox', { name: 'Owner' }).inputValue()).toBe(
    'the agency in Leeds',
  )
})

/** Somebody else signs in at the browser in another tab, and this one is looked at again. */
async function otherSignsIn(screen: Page): Promise<void> {
  const see = (state: 'hidden' | 'visible') =>
    screen.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await see('hidden')
  const { people } = inject('lanes')[Number(process.env['VITEST_POOL_ID']) - 1]!
  await screen.context().clearCookies()
  await screen.context().addCookies(people.operator)
  await see('visible')
  await screen.getByText('What you may do here was changed.').waitFor()
  await screen.getByText('Otto Operator').first().waitFor()
}

async function halfAComment(): Promise<Page> {
  const screen = await page('/desk')
  await screen.getByRole('listitem').filter({ hasText: 'crm.deals' }).getByRole('link').click()
  // What others have written in an earlier test is theirs to be offered.
  await screen.evaluate(() => localStorage.clear())
  await screen.getByLabel('Comment').fill('half of what Olga')
  return screen
}

test('whoever signs in next at a browser is not offered what another has written in an older tab', async () => {
  const screen = await halfAComment()
  await otherSignsIn(screen)
  const comment = screen.getByLabel('Comment')
  await comment.fill('what Otto')
  expect(await screen.getByText('What you wrote here').count()).toBe(0)
  await screen.reload()
  await screen.getByRole('button', { name: 'Bring it back' }).click()
  expect(await comment.inputValue()).toBe('what Otto')
})

test('nor is anybody while it cannot be told who it is', async () => {
  const screen = await halfAComment()
  let asked = 0
  await screen.route('**/api/me', (route) => {
    asked += 1
    return asked <= 3 ? route.abort() : route.continue()
  })
  await otherSignsIn(screen)
  expect(asked).toBeGreaterThan(3)
  await screen.getByLabel('Comment').waitFor()
  expect(await screen.getByText('What you wrote here').count()).toBe(0)
})
