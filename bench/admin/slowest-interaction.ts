import type { Page } from 'playwright-core'

/** In the page: notes how long each interaction takes until the next paint. 16 ms is the least that a browser tells. */
const watch = `{
  const seen = []
  const note = (entries) => {
    for (const { interactionId, duration } of entries) if (interactionId) seen.push(duration)
  }
  const observer = new PerformanceObserver((list) => note(list.getEntries()))
  observer.observe({ type: 'event', durationThreshold: 16 })
  window.linchpinSlowest = async () => {
    // Entries come after the paint that they measure.
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50)))
    note(observer.takeRecords())
    observer.disconnect()
    return Math.max(0, ...seen)
  }
}`

/**
 * Does something by keys or pointer and measures how long the slowest interaction took until the next
 * paint: what a browser counts as INP. In milliseconds; 0 when none took 16 ms.
 */
export async function slowestInteraction(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(watch)
  await work()
  return page.evaluate<number>('window.linchpinSlowest()')
}
