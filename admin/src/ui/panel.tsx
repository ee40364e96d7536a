import { useId, type ReactNode } from 'react'
import { cx } from './cx.ts'

/**
 * A part of a screen on one sheet, parted by hairlines, never boxed again inside.
 *
 * - `title`, `aside`: the head; `aside` is muted and stands at the right
 * - `flush`: the content reaches the edges (tables, lists); else it has the usual margin
 * - `footer`: a line under a hairline
 * - `label`: names the part for a screen reader where there is no title
 */
export function Panel(props: {
  readonly title?: ReactNode
  readonly aside?: ReactNode
  readonly footer?: ReactNode
  readonly label?: string | undefined
  readonly flush?: boolean | undefined
  readonly className?: string | undefined
  readonly children?: ReactNode
}) {
  const { title, aside, footer, label, flush, className, children } = props
  const id = useId()
  return (
    <section
      aria-labelledby={title ? id : undefined}
      aria-label={title ? undefined : label}
      className={cx('flex min-w-0 flex-col rounded-lg border border-line bg-panel', className)}
    >
      {(title || aside) && (
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-5 py-4">
          {title && (
            <h2 id={id} className="font-semibold">
              {title}
            </h2>
          )}
          {aside && <div className="text-sm text-muted">{aside}</div>}
        </div>
      )}
      <div
        className={cx(
          'min-w-0 flex-1',
          !flush && 'px-5 pb-5',
          !flush && !title && !aside && 'pt-5',
        )}
      >
        {children}
      </div>
      {footer && (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t border-line px-5 py-3 text-sm text-muted">
          {footer}
        </div>
      )}
    </section>
  )
}
