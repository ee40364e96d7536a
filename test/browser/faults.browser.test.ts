import { describe, expect, test } from 'vitest'
import {
  expectAxeClean,
  freezeDatabase,
  inLanes,
  inspect,
  keepAway,
  kill,
  page,
  served,
  sharedStack,
  slowApi,
  type Page,
} from './harness/index.ts'
import { isRead, pathOf, screens } from './harness/screens.ts'

/** They are many screens, and a machine may have other things to do. */
const patienceMs = 240_000

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
    await inspect(screen, 'shell-database-away')
    resume()
    await line(screen).waitFor({ state: 'detached' })
  })

  test(
    'makes each screen say what failed and what is safe, and each comes back by itself',
    async () => {
      const opened = await Promise.all(
        screens.map(async (screen) => ({ screen, path: await pathOf(screen, sharedStack()) })),
      )
      const { resume } = freezeDatabase(sharedStack())
      const windows: { window: Page; screen: (typeof screens)[number] }[] = []
      await inLanes(opened, [1, 2, 3, 4, 5, 6, 7], async ({ screen, path }) => {
        const window = await page(path)
        const what = screen.failed ?? 'What it needs does not answer'
        const alert = window.getByRole('alert').filter({ hasText: what })
        await alert.getByText('503').waitFor()
        await alert.getByRole('button', { name: 'Copy' }).waitFor()
        await inspect(window, `${screen.name}-error`)
        windows.push({ window, screen })
      })
      resume()
      await Promise.all(windows.map(({ window, screen }) => isRead(window, screen)))
    },
    patienceMs,
  )
})

describe('an app that was killed', () => {
  test('is missed at once, and followed again once it serves', async () => {
    const screen = await page('/desk')
    await desk(screen).waitFor()
    kill(sharedStack(), 'app')
    await line(screen).getByText('The app does not answer').waitFor()
    await inspect(screen, 'shell-app-away')
    await served(sharedStack())
    await line(screen).waitFor({ state: 'detached' })
    expect(await screen.getByRole('alert').getByText(/./).count()).toBe(0)
  })

  test('leaves the frame whole where a screen is opened whose code was not fetched yet', async () => {
    const screen = await page('/decisions', { fresh: true })
    await title(screen).waitFor()
    const palette = await screen.waitForFunction(
      () =>
        performance.getEntriesByType('resource').find(({ name }) => name.includes('/palette-'))
          ?.name,
    )
    // With all that it rests on. As a text, since what runs the tests has an import of its own.
    await screen.evaluate(`import('${await palette.jsonValue()}').then(() => 'here')`)
    const { comeBack } = await keepAway(sharedStack(), 'app')
    await line(screen).waitFor()
    await screen.getByRole('link', { name: 'Placements' }).click()
    await screen.getByRole('alert').getByText('What it needs does not answer').waitFor()
    await screen.getByRole('link', { name: 'Decisions' }).waitFor()
    await inspect(screen, 'shell-app-error')
    // What works without the app goes on: where one was, and the keys.
    await screen.getByRole('link', { name: 'Decisions' }).click()
    await screen.getByRole('heading', { level: 1, name: /Eight decisions/ }).waitFor()
    await screen.keyboard.press('Control+k')
    await screen.getByRole('dialog', { name: 'Search and do' }).waitFor()
    await screen.keyboard.press('Escape')
    await screen.getByRole('link', { name: 'Placements' }).click()
    await screen.getByRole('alert').getByText('What it needs does not answer').waitFor()
    await comeBack()
    await screen.getByRole('heading', { level: 1, name: /fell back/ }).waitFor()
  })
})

test(
  'an edge that was killed is named among the engines, and its probe says who would answer',
  async () => {
    const { edge } = sharedStack()
    const engines = await page('/settings/engines')
    const allRun = engines.getByRole('heading', { level: 1, name: /engines run/ })
    // After what was done to the database and the app, the jobs may have to begin again first.
    await allRun.waitFor({ timeout: patienceMs / 2 })
    const probe = await page('/placements/pricing-cta?unit=anonymous%3A7f3a&region=DE')
    const answered = probe.getByText(`The edge at ${new URL(edge).host} shows`)
    await answered.waitFor()
    const { comeBack } = await keepAway(sharedStack(), 'edge')
    await probe.getByRole('button', { name: 'Ask the edge' }).click()
    await probe.getByText(/gave no answer: nothing listens there/).waitFor()
    await probe.getByText('The app’s table would show').waitFor()
    await inspect(probe, 'placement-probe-edge-down')
    await engines.getByRole('heading', { level: 1, name: 'The edge does not answer' }).waitFor()
    await inspect(engines, 'settings-engines-edge-down')
    await comeBack()
    await probe.getByRole('button', { name: 'Ask the edge' }).click()
    await answered.waitFor()
    await allRun.waitFor()
  },
  patienceMs,
)

test('an API that is slow shows the shape of what comes, and moves nothing when it does', async () => {
  const screen = await page('/decisions')
  await title(screen).waitFor()
  await slowApi(screen, 1_500)
  await screen.getByRole('link', { name: /^Desk/ }).click()
  await screen.getByText('The desk is being read').waitFor({ state: 'attached' })
  await expectAxeClean(screen)
  await desk(screen).waitFor()
})
