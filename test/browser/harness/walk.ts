import type { Page } from 'playwright-core'

declare global {
  interface Window {
    linchpinWalk: {
      seen: Set<Element>
      doubtful: Set<HTMLElement>
      done: boolean
      wanted: HTMLElement[]
      /** What is wrong with how the focus shows on an element. */
      judge: (each: HTMLElement) => string | undefined
    }
  }
}

const mostSteps = 400

/**
 * Goes through the whole screen by the Tab key, from its beginning until it comes round. Says what was
 * wrong: what can be operated and was not reached, has the focus and does not show it, or has it and
 * lies under something else.
 */
export async function walkByTab(page: Page): Promise<string[]> {
  await page.evaluate(begin)
  for (let step = 1; step <= mostSteps; step += 1) {
    await page.keyboard.press('Tab')
    // Asked every now and then: each question costs as much as a step.
    if (step % 8 === 0 && (await page.evaluate(() => window.linchpinWalk.done))) break
  }
  await page.evaluate(lookAgain)
  return page.evaluate(end)
}

/** In the page: notes what can be operated, and watches where the focus goes. */
function begin(): void {
  const operable = 'a[href], button, input, select, textarea, summary, [tabindex]'
  const isThere = (each: HTMLElement): boolean =>
    each.tabIndex >= 0 &&
    !each.matches(':disabled') &&
    each.closest('[inert], [aria-hidden="true"]') === null &&
    each.checkVisibility({ visibilityProperty: true }) &&
    each.getBoundingClientRect().width > 0
  const nameOf = (each: Element): string =>
    `${each.tagName} “${(each.getAttribute('aria-label') ?? each.textContent ?? '').trim().slice(0, 60)}”`
  const isFramed = (each: Element | null): boolean => {
    if (!each) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
  }
  // The link of a row shows it by the whole row.
  const showsFocus = (each: HTMLElement): boolean =>
    isFramed(each) || isFramed(each.closest('[role="listitem"], [role="row"]'))
  /** How much of what is on the screen of it lies on top, of nine points. */
  const onTop = (each: HTMLElement): number => {
    const { left, right, top, bottom } = each.getBoundingClientRect()
    const [x0, x1] = [Math.max(left, 0) + 2, Math.min(right, innerWidth) - 2]
    const [y0, y1] = [Math.max(top, 0) + 2, Math.min(bottom, innerHeight) - 2]
    if (x1 < x0 || y1 < y0) return 0
    const parts = [0, 0.5, 1]
    const points = parts.flatMap((x) =>
      parts.map((y) => document.elementFromPoint(x0 + x * (x1 - x0), y0 + y * (y1 - y0))),
    )
    // A link may spread over its row by what it draws; the words in it are its own.
    return points.filter((at) => at && (each.contains(at) || at.contains(each))).length
  }
  const judge = (each: HTMLElement): string | undefined => {
    if (!showsFocus(each)) return `${nameOf(each)} does not show that it has the focus`
    return onTop(each) < 5 ? `${nameOf(each)} has the focus, and is covered` : undefined
  }
  const walk: Window['linchpinWalk'] = {
    seen: new Set(),
    doubtful: new Set(),
    done: false,
    judge,
    wanted: [...document.querySelectorAll<HTMLElement>(operable)].filter(isThere),
  }
  window.linchpinWalk = walk
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    if (walk.seen.has(target)) {
      walk.done = true
      return
    }
    walk.seen.add(target)
    // Once it has been scrolled to.
    setTimeout(() => {
      if (document.activeElement === target && judge(target)) walk.doubtful.add(target)
    })
  })
  // From the very beginning, wherever the focus is.
  walk.wanted[0]?.focus()
}

/** In the page: takes back what only looked wrong because the next Tab came before it was drawn. */
async function lookAgain(): Promise<void> {
  const { doubtful, judge } = window.linchpinWalk
  for (const each of doubtful) {
    each.focus({ focusVisible: true })
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 100)))
    if (!each.isConnected || judge(each) === undefined) doubtful.delete(each)
  }
}

/** In the page: what was wrong, and what was never reached. */
function end(): string[] {
  const { doubtful, judge, wanted, seen, done } = window.linchpinWalk
  const wrong = [...doubtful].map((each) => {
    each.focus({ focusVisible: true })
    return judge(each) ?? `${each.tagName} shows its focus only now and then`
  })
  const missed = wanted.filter((each) => each.isConnected && !seen.has(each))
  return [
    ...wrong,
    ...missed.map(
      (each) => `Tab does not reach ${each.tagName} “${each.textContent.slice(0, 60)}”`,
    ),
    ...(done ? [] : ['Tab never comes round']),
  ]
}
