import type { Page } from 'playwright-core'

/**
 * Waits until what is on the screen has its typeface and has been painted. It waits for no data and no
 * state of the app: whatever stands there is what a person would see.
 */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))
    // What appears may begin transparent and be there with the next frame.
    await frame()
    await frame()
  })
