import { expect, test } from 'vitest'
import { holdApi, inLanes, inspect, sharedStack, windows } from './harness/index.ts'
import { isRead, pathOf, screens } from './harness/screens.ts'

/** They are many screens, and a machine may have other things to do. */
const patienceMs = 240_000

test(
  'each keeps its place while it is read, and nothing jumps when it is',
  async () => {
    const moved: string[] = []
    await inLanes(screens, await windows(3), async (screen, opened) => {
      const path = await pathOf(screen, sharedStack())
      const openHeld = async () => {
        const held = await holdApi(opened)
        await opened.goto(path)
        await opened.getByText(screen.reading).first().waitFor({ state: 'attached' })
        return held
      }
      // For a moment only: of what is awaited for long the frame says so, above it all.
      const short = await openHeld()
      await opened.evaluate(watchJumps)
      await short.release()
      await isRead(opened, screen)
      const { by, what } = await opened.evaluate(() => window.linchpinJumps)
      const long = await openHeld()
      await inspect(opened, `${screen.name}-loading`)
      await long.release()
      await isRead(opened, screen)
      if (by > 0.1) moved.push(`${screen.name} by ${by.toFixed(2)}: ${what.join(', ')}`)
    })
    expect(moved).toEqual([])
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
