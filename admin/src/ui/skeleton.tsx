import { cx } from './cx.ts'

/**
 * Where something will stand, in its final size, while it is read.
 *
 * - `lines`: that many lines of text; `className`: the size of a block ("h-64 w-full") instead
 * - `label`: what is being read, for screen readers; give it once a screen
 */
export function Skeleton(props: {
  readonly lines?: number | undefined
  readonly className?: string | undefined
  readonly label?: string | undefined
}) {
  const { lines = 1, className, label } = props
  const bar = 'block animate-pulse rounded-sm bg-line'
  return (
    <div
      data-skeleton
      className="max-w-full min-w-0"
      role={label ? 'status' : undefined}
      aria-hidden={label ? undefined : true}
    >
      {label && <span className="sr-only">{label}</span>}
      {className ? (
        <span className={cx(bar, className)} />
      ) : (
        Array.from({ length: lines }, (_, at) => (
          <span key={at} className="flex h-5 items-center">
            <span className={cx(bar, 'h-3', at === lines - 1 && lines > 1 ? 'w-2/3' : 'w-full')} />
          </span>
        ))
      )}
    </div>
  )
}
