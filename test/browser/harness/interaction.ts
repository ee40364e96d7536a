import type { Page } from 'playwright-core'

/**
 * Does something by keys or pointer and measures how long the slowest interaction took until the next
 * paint: what a browser counts as INP. In milliseconds; 0 when none took 16 ms.
 */
export async function slowestInteraction(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen: number[] = []
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        if (entry.interactionId) seen.push(entry.duration)
      }
    })
    // The types of the DOM do not know the threshold yet.
    const wanted = { type: 'event', durationThreshold: 16 }
    observer.observe(wanted)
    Object.assign(window, { linchpinInteractions: { seen, observer } })
  })
  await work()
  return page.evaluate(async () => {
    // Entries come after the paint that they measure.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))
    const { linchpinInteractions } = window as unknown as {
      linchpinInteractions: { seen: number[]; observer: PerformanceObserver }
    }
    const { seen, observer } = linchpinInteractions
    for (const entry of observer.takeRecords()) seen.push(entry.duration)
    observer.disconnect()
    return Math.max(0, ...seen)
  })
}
