import { expect, test } from 'vitest'
import { inspect, page, sharedStack, type Page } from './harness/index.ts'

const title = (screen: Page) => screen.getByRole('heading', { level: 1 })

test('the placements say where visitors get only the fallback', async () => {
  const screen = await page('/placements')
  await title(screen).filter({ hasText: 'fell back for' }).waitFor()
  const list = screen.getByRole('grid', { name: 'Placements' })
  await list.getByText('pricing-cta').waitFor()
  await screen.getByText('edges choose from this').waitFor()
  await list.getByText('pricing-cta').click()
  await screen.waitForURL(/\/placements\/pricing-cta/)
  await title(screen).filter({ hasText: 'pricing-cta fell back' }).waitFor()
})

test('a placement shows who sees what where, and why', async () => {
  const screen = await page('/placements/pricing-cta?range=all')
  const regions = screen.getByRole('table', { name: 'Who sees what where' })
  await regions.getByText('Germany').waitFor()
  await screen.getByText('the French wording has not been checked by legal yet').waitFor()
  await screen.getByText('nothing-allowed:').waitFor()
})

test('the edge itself says why', async () => {
  const { edge } = sharedStack()
  const screen = await page('/placements/pricing-cta')
  await screen.getByRole('textbox', { name: 'Who' }).fill('anonymous:7f3a')
  const where = screen.getByRole('textbox', { name: 'Where' })
  await where.fill(' DE')
  await screen.keyboard.press('Enter')
  await screen.waitForURL(/unit=anonymous%3A7f3a.*region=DE/)
  await screen.getByText(`The edge at ${new URL(edge).host} shows`).waitFor()
  const shown = await fetch(`${edge}/edge/v1/placements/pricing-cta?unit=anonymous:7f3a&region=DE`)
  const { variant } = (await shown.json()) as { variant: string }
  await screen.getByText(variant, { exact: true }).first().waitFor()
  await screen.getByText('Not allowed there').waitFor()
  await screen.getByText('this one').waitFor()
  // One may go on asking from where one is.
  expect(await where.evaluate((each) => each === document.activeElement)).toBe(true)
  expect(await where.inputValue()).toBe('DE')
  await screen.getByRole('heading', { name: 'Why this variant?' }).scrollIntoViewIfNeeded()
  await inspect(screen, 'placement-probe')
})

test('a placement that there is not is said to be missing', async () => {
  const screen = await page('/placements/nowhere')
  await title(screen).filter({ hasText: 'There is no such placement' }).waitFor()
})
