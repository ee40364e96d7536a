import { test } from 'vitest'
import { until } from '../harness/until.ts'
import {
  expectAxeClean,
  freezeDatabase,
  kill,
  page,
  sharedStack,
  shoot,
  slowApi,
  type Page,
} from './harness/index.ts'

const title = (screen: Page) => screen.getByRole('heading', { level: 1 })

test('the placements say where visitors get only the fallback', async () => {
  const screen = await page('/placements')
  await title(screen).filter({ hasText: 'fell back for' }).waitFor()
  const list = screen.getByRole('grid', { name: 'Placements' })
  await list.getByText('pricing-cta').waitFor()
  await screen.getByText('edges choose from this').waitFor()
  await shoot(screen, 'placements')
  await expectAxeClean(screen)
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
  await shoot(screen, 'placement')
  await expectAxeClean(screen)
})

test('the edge itself says why; when it is down, that is said', async () => {
  const { edge } = sharedStack()
  const screen = await page('/placements/pricing-cta')
  await screen.getByRole('textbox', { name: 'Who' }).fill('anonymous:7f3a')
  await screen.getByRole('textbox', { name: 'Where' }).fill('DE')
  await screen.keyboard.press('Enter')
  await screen.waitForURL(/unit=anonymous%3A7f3a.*region=DE/)
  await screen.getByText(`The edge at ${new URL(edge).host} shows`).waitFor()
  const shown = await fetch(`${edge}/edge/v1/placements/pricing-cta?unit=anonymous:7f3a&region=DE`)
  const { variant } = (await shown.json()) as { variant: string }
  await screen.getByText(variant, { exact: true }).first().waitFor()
  await screen.getByText('Not allowed there').waitFor()
  await screen.getByText('this one').waitFor()
  await screen.getByRole('heading', { name: 'Why this variant?' }).scrollIntoViewIfNeeded()
  await shoot(screen, 'placement-probe')
  await expectAxeClean(screen)

  // The edge dies, again and again, faster than its parent starts it anew.
  const killing = setInterval(() => {
    try {
      kill(sharedStack(), 'edge')
    } catch {
      // It is between two lives.
    }
  }, 20)
  await until(() =>
    fetch(`${edge}/healthz`).then(
      () => false,
      () => true,
    ),
  )
  await screen.getByRole('button', { name: 'Ask the edge' }).click()
  await screen.getByText(/gave no answer: nothing listens there/).waitFor()
  clearInterval(killing)
  await screen.getByText('The app’s table would show').waitFor()
  await shoot(screen, 'placement-probe-edge-down')
  await expectAxeClean(screen)

  await until(() =>
    fetch(`${edge}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  await screen.getByRole('button', { name: 'Ask the edge' }).click()
  await screen.getByText(`The edge at ${new URL(edge).host} shows`).waitFor()
})

test('it waits in its final size, and says honestly what does not answer', async () => {
  const screen = await page('/placements/nowhere')
  await title(screen).filter({ hasText: 'There is no such placement' }).waitFor()
  await shoot(screen, 'placement-missing')

  await slowApi(screen, 1_500)
  await screen.goto('/placements')
  await screen.getByText('The placements are being read').waitFor()
  await shoot(screen, 'placements-loading')
  await screen.unrouteAll({ behavior: 'ignoreErrors' })

  await screen.goto('/placements/nowhere')
  await title(screen).waitFor()
  const { resume } = freezeDatabase(sharedStack())
  await screen.getByRole('link', { name: 'Placements', exact: true }).first().click()
  await screen.getByRole('alert').getByText('503').first().waitFor()
  await shoot(screen, 'placements-error')
  await expectAxeClean(screen)
  resume()
  await screen.getByText('edges choose from this').waitFor()
  await title(screen).filter({ hasText: 'fell back' }).waitFor()
})
