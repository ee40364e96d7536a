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
  // Charts are drawn anew for the width that they are given.
  await expect.poll(() => overflow(opened)).toBe(0)
  expect(await cutOff(opened)).toEqual([])
  expect(await walkByTab(opened)).toEqual([])
})

test(
  'each keeps its place while it is read, and nothing jumps when it is',
  async () => {
    const moved: string[] = []
    await inLanes(screens, lanes, async (screen) => {
      const path = await pathOf(screen, sharedStack())
      const opened = await page('about:blank')
      const { release } = await holdApi(opened)
      await opened.goto(path)
      await opened.getByText(screen.reading).first().waitFor({ state: 'attached' })
      await inspect(opened, `${screen.name}-loading`)
      release()
      await isRead(opened, screen)
      // Once more, and for a moment only: of what is awaited for long the frame says so, above it all.
      await opened.unrouteAll({ behavior: 'wait' })
      const short = await holdApi(opened)
      await opened.goto(path)
      await opened.getByText(screen.reading).first().waitFor({ state: 'attached' })
      await opened.evaluate(watchJumps)
      short.release()
      await isRead(opened, screen)
      const { by, what } = await opened.evaluate(() => window.linchpinJumps)
      if (by > 0.1) moved.push(`${screen.name} by ${by.toFixed(2)}: ${what.join(', ')}`)
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
    linchpinJumps: { by: number; what: string[] }
  }
}

interface Shift extends PerformanceEntry {
  readonly value: number
  readonly sources: readonly { readonly node: Node | null }[]
}

/** In the page: adds up how far things move, as a browser scores it. */
function watchJumps(): void {
  const jumps: Window['linchpinJumps'] = { by: 0, what: [] }
  window.linchpinJumps = jumps
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries() as Shift[]) {
      jumps.by += value
      for (const { node } of sources) jumps.what.push((node?.textContent ?? '').slice(0, 40))
    }
  }).observe({ type: 'layout-shift' })
}
