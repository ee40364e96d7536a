import { expect, test } from 'vitest'
import { emptyStack, page, type Page } from './harness/index.ts'

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

  await screen.getByRole('region', { name: 'Needs a person' }).getByRole('listitem').first().click()
  await screen.waitForURL(/\/desk\/\d+$/)
  await screen.goBack()
  await screen.getByRole('heading', { level: 1, name: /need(s)? a person/ }).waitFor()
})

test('while the example comes in, that is said once and not at each of its records', async () => {
  const screen = await page('about:blank')
  await screen.route('**/api/example', (route) =>
    route.fulfill({ json: { state: 'loading', step: 'Visits', done: 1_200, total: 9_000 } }),
  )
  await screen.goto('/')
  await screen.getByText('1,200 of 9,000 records').waitFor()
  const said = await screen.getByRole('status').filter({ hasText: 'moving in' }).innerText()
  expect(said).toBe('The example company is moving in')
})

test('of a workspace without signals it teaches how to connect', async () => {
  const screen = await page('/', { stack: emptyStack() })
  await screen.getByRole('heading', { level: 1, name: 'Nothing has come in yet' }).waitFor()
  await screen.getByText('npx linchpin keys create --kind write --name website').waitFor()
})

/** The numbers of the equation of the day, in their order. */
async function equation(screen: Page): Promise<number[]> {
  const text = await screen.getByText(/\d read = \d/).innerText()
  return [...text.matchAll(/[\d,]+/g)].map(([number]) => Number(number.replaceAll(',', '')))
}
