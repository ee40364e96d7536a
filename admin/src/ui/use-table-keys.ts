import { useLayoutEffect, useRef, type KeyboardEvent as ReactKeyboardEvent } from 'react'

/**
 * The keys of a Table: j/k and the arrows move, Home and End go to the ends, Enter opens. j and k
 * also come in from anywhere on the screen while nothing else has the focus.
 */
export function useTableKeys<Row>(input: {
  readonly at: number
  readonly last: number
  readonly rows: readonly Row[]
  readonly move: (index: number) => void
  readonly open: ((row: Row) => void) | undefined
}): (event: ReactKeyboardEvent) => void {
  const latest = useRef(input)
  // Before it is painted, both: the keys work as soon as the rows are seen.
  useLayoutEffect(() => {
    latest.current = input
  })
  const opens = input.open !== undefined
  useLayoutEffect(() => {
    if (!opens) return
    const enter = (event: KeyboardEvent) => {
      const { at, last, move } = latest.current
      const idle =
        document.activeElement === document.body || document.activeElement?.tagName === 'H1'
      if (!idle || last < 0 || hasModifier(event) || event.defaultPrevented) return
      if (event.key !== 'j' && event.key !== 'k') return
      event.preventDefault()
      move(at)
    }
    addEventListener('keydown', enter)
    return () => removeEventListener('keydown', enter)
  }, [opens])
  return (event) => {
    const { at, last, rows, move, open } = latest.current
    const onRow = event.target instanceof Element && event.target.getAttribute('role') === 'row'
    if (!open || !onRow || hasModifier(event)) return
    const to = nextRow(event.key, at, last)
    if (to !== undefined) move(to)
    else if (event.key === 'Enter' && rows[at] !== undefined) open(rows[at])
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}

const hasModifier = (event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean =>
  event.ctrlKey || event.metaKey || event.altKey

function nextRow(key: string, at: number, last: number): number | undefined {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return Math.min(at + 1, last)
    case 'k':
    case 'ArrowUp':
      return Math.max(at - 1, 0)
    case 'PageDown':
      return Math.min(at + 10, last)
    case 'PageUp':
      return Math.max(at - 10, 0)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
