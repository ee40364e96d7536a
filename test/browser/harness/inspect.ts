import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAxe } from './axe.ts'
import { narrow, takePicture } from './pictures.ts'

/**
 * Takes the pictures of a screen as it is now (light, dark, narrow), and holds each against WCAG 2.2 AA;
 * narrow, it must not be wider than its window.
 *
 * @param name the screen and its state: `desk`, `desk-empty`
 */
export async function inspect(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()!
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAxe(page, `${name}, light`)
  await takePicture(page, name, 'light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAxe(page, `${name}, dark`, 'colour')
  await takePicture(page, name, 'dark')
  await page.setViewportSize({ ...before, width: narrow })
  await expectAxe(page, `${name}, dark and narrow`, 'colour')
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAxe(page, `${name}, narrow`)
  await takePicture(page, name, 'narrow')
  expect(await overflow(page), `${name}: pixels beyond a narrow window`).toBe(0)
  await page.setViewportSize(before)
}

/** By how many pixels the screen is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
