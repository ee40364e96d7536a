import { useEffect, useState } from 'react'

/**
 * Gives the focus back to what had it when this came, also where the caller takes it away at once
 * instead of closing it first.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        const isLost = document.activeElement === document.body
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    },
    [before],
  )
}
