import type { Page } from 'playwright-core'

/** Shows the screen as somebody sees it who reads at 200 % in a window of 1280 by 800: with half the room. */
export const zoomIn = (page: Page): Promise<void> =>
  page.setViewportSize({ width: 640, height: 400 })

/**
 * The words that are cut off with no way to read them whole: neither a title says them, nor do they
 * stand in what opens.
 */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const cuts = (each: Element): boolean => {
      const { overflowX, textOverflow, clipPath } = getComputedStyle(each)
      return (
        overflowX !== 'visible' &&
        // For screen readers only.
        clipPath === 'none' &&
        (overflowX !== 'auto' || textOverflow === 'ellipsis') &&
        each.scrollWidth > each.clientWidth + 1 &&
        each.clientWidth > 1
      )
    }
    const isReadable = (each: Element): boolean =>
      each.closest('[title], [aria-describedby], a, button, select, [role="row"][tabindex]') !==
        null || each.querySelector('[title]') !== null
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((each) => each.innerText?.trim() && cuts(each) && !isReadable(each))
      .map((each) => `${each.tagName} ${each.className}: ${each.innerText.slice(0, 80)}`)
  })
