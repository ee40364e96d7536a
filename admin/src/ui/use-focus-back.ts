import { useEffect, useState } from 'react'

/**
 * Gives the focus back to what had it when this came, also where the caller takes it away at once
 * instead of closing it first.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => focusBack(before), [before])
}

/**
 * Gives the focus back, where it is lost, to what had it before. Where that went with what was done, whoever
 * goes by the keyboard goes on from the row that the keys act on, or from the title of the screen.
 */
export function focusBack(before: Element | null): void {
  setTimeout(() => {
    const isLost = document.activeElement === document.body
    if (!isLost || !(before instanceof HTMLElement)) return
    const goOn = before.isConnected
      ? before
      : (find('#main [data-row-link][tabindex="0"]') ?? find('#main h1'))
    goOn?.focus({ preventScroll: goOn !== before })
  })
}

const find = (what: string) => document.querySelector<HTMLElement>(what)
