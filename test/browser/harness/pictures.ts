import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { settled } from './settled.ts'

const folder = join(import.meta.dirname, '../../../test-results/screens')

/** A telephone, in CSS pixels. */
export const narrow = 360

/** Takes one picture of a screen as it is now: `test-results/screens/desk-light.png`. */
export async function takePicture(page: Page, name: string, kind: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await settled(page)
  await page.screenshot({ path: join(folder, `${name}-${kind}.png`), animations: 'disabled' })
}

/**
 * Takes the pictures of a screen as it is now: light, dark and narrow.
 *
 * @param name the screen and its state: `desk`, `desk-empty`
 */
export async function shoot(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()!
  await page.emulateMedia({ colorScheme: 'light' })
  await takePicture(page, name, 'light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await takePicture(page, name, 'dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ ...before, width: narrow })
  await takePicture(page, name, 'narrow')
  await page.setViewportSize(before)
}
