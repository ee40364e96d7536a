import type { Page } from 'playwright-core'

/** In the page, before anything else: looks at each frame, and notes when the title has been drawn. */
const watch = (title: RegExp): string => `window.linchpinTitleAt = new Promise((note) => {
  const look = () => {
    const drawn = document.querySelector('h1')?.textContent ?? ''
    if (${String(title)}.test(drawn)) note(performance.now())
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})`

/**
 * Watches for a title in the page that is opened next. What it returns waits for it, and gives how long
 * it took from the address, in milliseconds, by the browser's own clock.
 */
export async function titleDrawn(page: Page, title: RegExp): Promise<() => Promise<number>> {
  await page.addInitScript(watch(title))
  return () => page.evaluate<number>('window.linchpinTitleAt')
}
