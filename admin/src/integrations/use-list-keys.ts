import type { RefObject } from 'react'
import { useActions } from '../app/index.ts'

/** j and k walk over the links that stand for the rows of a list; Enter opens, as on any link. */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  const move = (by: 1 | -1): void => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.findIndex((row) => row === document.activeElement)
    rows[at === -1 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus()
  }
  useActions([
    {
      label: 'Next contract',
      keys: 'j',
      group: 'Integrations',
      isKeyOnly: true,
      run: () => move(1),
    },
    {
      label: 'Previous contract',
      keys: 'k',
      group: 'Integrations',
      isKeyOnly: true,
      run: () => move(-1),
    },
  ])
}
