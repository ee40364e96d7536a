import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, inject, test } from 'vitest'
import { expectAxeClean, openStack, page, shoot, type Stack } from './harness/index.ts'

/** The README's five-minute tour, step by step, on an example company of its own: it mends what is wrong. */
describe('the five-minute tour', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await openStack({ workspace: inject('company'), state: 'as it is' })
    return () => stack.stop()
  })

  test('finds the one thing that is wrong, and mends it', async () => {
    const screen = await page('/', { stack })
    await screen.getByText('Nothing unaccounted for').waitFor()
    await screen.getByRole('link', { name: /data.residency/i }).waitFor()
    // By now the typeface is there, too.
    await screen.reload()
    await screen.getByRole('link', { name: /data.residency/i }).waitFor()
    await screen.getByRole('heading', { level: 1, name: /need a person$/ }).waitFor()
    await shoot(screen, 'tour-1-overview')

    await screen.getByRole('link', { name: /crm\.deals: records are held back/ }).click()
    await screen.waitForURL(/\/desk\/\d+/)
    await screen.getByText('held back, not lost').waitFor()
    await shoot(screen, 'tour-2-exception')
    const exception = screen.url()

    await screen.goto('/integrations/crm.deals')
    await screen.getByRole('button', { name: 'Upload a file' }).click()
    const drawer = screen.getByRole('dialog')
    const folder = join(stack.workspace, 'imports/corrected')
    const [corrected] = await readdir(folder)
    await drawer.getByLabel(/Choose a file/).setInputFiles(join(folder, corrected!))
    const land = drawer.getByRole('button', { name: /^Land [\d,]+ records$/ })
    await land.waitFor()
    await drawer
      .getByText(/would land/)
      .first()
      .waitFor()
    await shoot(screen, 'tour-3-upload')
    await land.click()
    await screen
      .getByText(/was read/)
      .first()
      .waitFor()

    await screen.goto(exception)
    await screen.getByRole('button', { name: /^Replay [\d,]+ records/ }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByText('a newer record').first().waitFor()
    await shoot(screen, 'tour-4-replay')
    await dialog.getByRole('button', { name: /^Replay [\d,]+ records?$/ }).click()
    await screen.getByText('resolved').first().waitFor()
    await expectAxeClean(screen)
  })

  test('understands which content earns money', async () => {
    const screen = await page('/reports/topic-pipeline', { stack })
    const finding = { level: 1, name: /^Data residency earns most/ } as const
    await screen.getByRole('heading', finding).waitFor()
    await screen.reload()
    await screen.getByRole('heading', finding).waitFor()
    await screen.getByRole('row').nth(2).waitFor()
    await shoot(screen, 'tour-5-topics')
    const row = screen.getByRole('row', { name: /Data residency/ })
    await row.getByRole('button').last().click()
    const drawer = screen.getByRole('dialog')
    await drawer.getByRole('row').nth(1).waitFor()
    await shoot(screen, 'tour-6-rows')
  })

  test('sees which headline wins, and why somebody sees it', async () => {
    const screen = await page('/experiments/hero-headline', { stack })
    const finding = { level: 1, name: /^Proof converts more/ } as const
    await screen.getByRole('heading', finding).waitFor()
    await screen.reload()
    await screen.getByRole('heading', finding).waitFor()
    await shoot(screen, 'tour-7-experiment')
    await screen.goto('/placements/hero?unit=anonymous:7f3a&region=DE')
    await screen.getByRole('button', { name: 'Ask the edge' }).waitFor()
    await shoot(screen, 'tour-8-placement')
  })
})
