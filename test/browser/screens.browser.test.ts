import { expect, test } from 'vitest'
import { cutOff, inspect, overflow, page, sharedStack, walkByTab, zoomIn } from './harness/index.ts'
import { isRead, pathOf, screens } from './harness/screens.ts'

test.each(screens)('$name: read, zoomed, by the keyboard', async (screen) => {
  const opened = await page(await pathOf(screen, sharedStack()))
  await isRead(opened, screen)
  await inspect(opened, screen.name)
  expect(await cutOff(opened)).toEqual([])
  await zoomIn(opened)
  // Charts are drawn anew for the width that they are given.
  await expect.poll(() => overflow(opened)).toBe(0)
  expect(await cutOff(opened)).toEqual([])
  expect(await walkByTab(opened)).toEqual([])
})
