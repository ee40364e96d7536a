import { describe, expect, test } from 'vitest'
import {
  expectAxeClean,
  freezeDatabase,
  kill,
  page,
  served,
  sharedStack,
  shoot,
  slowApi,
  type Page,
} from './harness/index.ts'

const title = (screen: Page) => screen.getByRole('heading', { level: 1 })
const desk = (screen: Page) => screen.getByRole('heading', { level: 1, name: /needs? a person/ })
const line = (screen: Page) => screen.getByRole('status').filter({ hasText: 'figures are as of' })

describe('a database that does not answer', () => {
  test('leaves what is shown, says how old it is, and is followed again by itself', async () => {
    const screen = await page('/desk')
    await desk(screen).waitFor()
    const before = await title(screen).textContent()
    const { resume } = freezeDatabase(sharedStack())
    await line(screen).getByText('The database does not answer').waitFor()
    expect(await title(screen).textContent()).toBe(before)
    await shoot(screen, 'shell-database-away')
    await expectAxeClean(screen)
    resume()
    await line(screen).waitFor({ state: 'detached' })
  })

  test('makes a screen say what it waits for, which then comes by itself', async () => {
    const screen = await page('/decisions')
    await title(screen).waitFor()
    const { resume } = freezeDatabase(sharedStack())
    await line(screen).waitFor()
    await screen.getByRole('link', { name: /^Desk/ }).click()
    await screen.getByRole('alert').getByText('503').waitFor()
    await shoot(screen, 'shell-database-error')
    await expectAxeClean(screen)
    resume()
    await desk(screen).waitFor()
  })
})

test('an app that was killed is missed at once, and followed again once it serves', async () => {
  const screen = await page('/desk')
  await desk(screen).waitFor()
  kill(sharedStack(), 'app')
  await line(screen).getByText('The app does not answer').waitFor()
  await shoot(screen, 'shell-app-away')
  await served(sharedStack())
  await line(screen).waitFor({ state: 'detached' })
  expect(await screen.getByRole('alert').getByText(/./).count()).toBe(0)
})

test('an API that is slow shows the shape of what comes, and moves nothing when it does', async () => {
  const screen = await page('/decisions')
  await title(screen).waitFor()
  await slowApi(screen, 1_500)
  await screen.getByRole('link', { name: /^Desk/ }).click()
  await screen.waitForURL('**/desk')
  await shoot(screen, 'shell-slow')
  await desk(screen).waitFor()
})
