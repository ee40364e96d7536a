import { expect, test } from 'vitest'
import { page } from './harness/index.ts'

test('the keys are listed on ?', async () => {
  const screen = await page('/nowhere')
  await screen.getByRole('heading', { level: 1 }).waitFor()
  await screen.keyboard.press('?')
  await screen.getByRole('dialog', { name: 'What the keys do' }).waitFor()
  expect(await screen.title()).toContain('Linchpin')
})
