import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { cx } from './cx.ts'

/**
 * Words that explain what they are around; shown on hover and on focus, gone with Escape, and never
 * the only place for something a person must know.
 *
 * - `tip`: the words; `children`: what they explain (text or a figure, not a control)
 */
export function Tip(props: {
  readonly tip: ReactNode
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  const { tip, className, children } = props
  const id = useId()
  const anchor = useRef<HTMLSpanElement>(null)
  const [shown, show] = useState(false)
  useEffect(() => {
    if (!shown) return
    const hide = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      show(false)
    }
    // Before anything that Escape would close as well.
    addEventListener('keydown', hide, true)
    return () => removeEventListener('keydown', hide, true)
  }, [shown])
  return (
    <span
      ref={anchor}
      tabIndex={0}
      aria-describedby={shown ? id : undefined}
      onPointerEnter={() => show(true)}
      onPointerLeave={() => show(false)}
      onFocus={() => show(true)}
      onBlur={() => show(false)}
      className={cx('rounded-sm', className)}
    >
      {children}
      {shown && (
        <Floating id={id} anchor={anchor}>
          {tip}
        </Floating>
      )}
    </span>
  )
}

function Floating(props: {
  readonly id: string
  readonly anchor: { readonly current: HTMLElement | null }
  readonly children: ReactNode
}) {
  const { id, anchor, children } = props
  const self = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const tip = self.current
    if (!tip || !anchor.current) return
    const at = anchor.current.getBoundingClientRect()
    const { width, height } = tip.getBoundingClientRect()
    const left = Math.min(at.left + at.width / 2 - width / 2, innerWidth - width - 8)
    const top = at.top - height - 6 < 8 ? at.bottom + 6 : at.top - height - 6
    tip.style.left = `${Math.max(8, left)}px`
    tip.style.top = `${top}px`
  })
  // In the body, so that no scrolling part cuts it off.
  return createPortal(
    <span
      ref={self}
      id={id}
      role="tooltip"
      className="pointer-events-none fixed top-0 left-0 z-50 max-w-72 rounded-md bg-ink px-2 py-1 text-xs text-paper shadow-float"
    >
      {children}
    </span>,
    document.body,
  )
}
