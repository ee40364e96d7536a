import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAxeClean, openStack, page, shoot, type Stack } from './harness/index.ts'

test('tells what needs a person, and leads there', async () => {
  const screen = await page('/')
  await screen.getByRole('heading', { level: 1, name: /need(s)? a person/ }).waitFor()
  await screen.getByText('Nothing unaccounted for').waitFor()
  await screen.getByRole('row', { name: /€/ }).first().waitFor()
  const stages = screen.getByRole('list', { name: 'The stages of the loop' }).getByRole('listitem')
  expect(await stages.count()).toBe(5)
  const [read, ...parts] = (await equation(screen)) as [number, ...number[]]
  expect(read).toBeGreaterThan(0)
  expect(parts.reduce((sum, each) => sum + each, 0)).toBe(read)
  await expectAxeClean(screen)
  await shoot(screen, 'overview')
  expect(await overflow(screen)).toBe(0)

  await screen.getByRole('region', { name: 'Needs a person' }).getByRole('listitem').first().click()
  await screen.waitForURL(/\/desk\/\d+$/)
  await screen.goBack()
  await screen.getByRole('heading', { level: 1, name: /need(s)? a person/ }).waitFor()
})

test('is readable on a telephone and at twice the size', async () => {
  const screen = await page('/', { width: 360 })
  await screen.getByRole('row', { name: /€/ }).first().waitFor()
  expect(await overflow(screen)).toBe(0)
  await screen.screenshot({
    path: 'test-results/screens/overview-whole-narrow.png',
    fullPage: true,
  })
})

test('holds its place while it is read', async () => {
  const screen = await page('/nowhere')
  // No answer comes until the pictures are taken.
  await screen.route('**/api/overview', () => {})
  await screen.goto('/', { waitUntil: 'commit' })
  await screen.getByText('The overview is being read').waitFor({ state: 'attached' })
  await expectAxeClean(screen)
  await shoot(screen, 'overview-loading')
})

test('says what failed, and comes back by itself', async () => {
  const screen = await page('/nowhere')
  const detail = 'the database is starting; nothing was changed'
  const problem = { type: 'urn:linchpin:problem:away', title: 'Not ready', status: 503, detail }
  await screen.route('**/api/overview', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify(problem),
    }),
  )
  await screen.goto('/')
  await screen.getByText('The database is starting; nothing was changed.').waitFor()
  await expectAxeClean(screen)
  await shoot(screen, 'overview-error')
  await screen.unroute('**/api/overview')
  await screen.getByRole('heading', { level: 1, name: /need(s)? a person/ }).waitFor()
})

describe('of a workspace without signals', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await openStack({ history: false })
  })
  afterAll(() => stack.stop())

  test('teaches how to connect', async () => {
    const screen = await page('/', { stack })
    await screen.getByRole('heading', { level: 1, name: 'Nothing has come in yet' }).waitFor()
    await screen.getByText('npx linchpin keys create --kind write --name website').waitFor()
    await expectAxeClean(screen)
    await shoot(screen, 'overview-empty')
  })
})

/** The numbers of the equation of the day, in their order. */
async function equation(screen: Awaited<ReturnType<typeof page>>): Promise<number[]> {
  const text = await screen.getByText(/\d read = \d/).innerText()
  return [...text.matchAll(/[\d,]+/g)].map(([number]) => Number(number.replaceAll(',', '')))
}

/** By how many pixels the screen is wider than its window. */
const overflow = (screen: Awaited<ReturnType<typeof page>>): Promise<number> =>
  screen.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
