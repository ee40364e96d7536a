import type { InputHTMLAttributes, ReactNode } from 'react'
import { cx } from './cx.ts'

/** A box to tick with its words beside it; `about` says more, muted. Takes what an `<input>` takes. */
export function Checkbox({
  label,
  about,
  className,
  ...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  readonly label: ReactNode
  readonly about?: ReactNode
}) {
  return (
    <label className={cx('flex items-start gap-2', className)}>
      <input type="checkbox" {...rest} className="mt-0.5 size-4 shrink-0 accent-accent" />
      <span className="min-w-0">
        {label}
        {about && <span className="block text-sm text-muted">{about}</span>}
      </span>
    </label>
  )
}
