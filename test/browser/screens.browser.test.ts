import { expect, test } from 'vitest'
import {
  cutOff,
  emptyStack,
  holdApi,
  inLanes,
  inspect,
  overflow,
  page,
  sharedStack,
  walkByTab,
  zoomIn,
} from './harness/index.ts'
import { hasNoSkeleton, isRead, pathOf, screens } from './harness/screens.ts'

/** As many windows as are worked in at a time. */
const lanes = 4
/** They are many screens, and a machine may have other things to do. */
const patienceMs = 240_000

test.each(screens)('$name: read, zoomed, by the keyboard', async (screen) => {
  const opened = await page(await pathOf(screen, sharedStack()))
  await isRead(opened, screen)
  await inspect(opened, screen.name)
  expect(await cutOff(opened)).toEqual([])
  await zoomIn(opened)
  expect(await overflow(opened)).toBe(0)
  expect(await cutOff(opened)).toEqual([])
  expect(await walkByTab(opened)).toEqual([])
})

test(
  'each keeps its place while it is read, and nothing jumps when it is',
  async () => {
    const moved: string[] = []
    await inLanes(screens, lanes, async (screen) => {
      const opened = await page('about:blank')
      const { release } = await holdApi(opened)
      await opened.goto(await pathOf(screen, sharedStack()))
      await opened.getByText(screen.reading).first().waitFor({ state: 'attached' })
      await inspect(opened, `${screen.name}-loading`)
      await opened.evaluate(watchJumps)
      release()
      await isRead(opened, screen)
      const jumped = await opened.evaluate(() => window.linchpinJumps)
      if (jumped > 0.1) moved.push(`${screen.name} by ${jumped.toFixed(2)}`)
    })
    expect(moved).toEqual([])
  },
  patienceMs,
)

test(
  'each teaches its next step where there is nothing yet',
  async () => {
    const stack = emptyStack()
    const those = screens.filter(({ empty }) => empty !== undefined)
    await inLanes(those, lanes, async ({ name, path, empty }) => {
      const opened = await page(path as string, { stack })
      await opened.getByText(empty!).first().waitFor()
      await hasNoSkeleton(opened)
      await inspect(opened, `${name}-empty`)
    })
  },
  patienceMs,
)

declare global {
  interface Window {
    linchpinJumps: number
  }
}

/** In the page: adds up how far things move, as a browser scores it. */
function watchJumps(): void {
  window.linchpinJumps = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      window.linchpinJumps += (entry as PerformanceEntry & { value: number }).value
    }
  }).observe({ type: 'layout-shift' })
}
