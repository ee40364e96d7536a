import type { Ref, SelectHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import { controlClass, useField } from './field.tsx'

/**
 * One of a few, inside a Field: the platform's own list, which phones and screen readers know best.
 *
 * - `options`: [{ value, label }]
 * - `value` and `onChoose(value)`
 */
export function Select<Value extends string>({
  options,
  value,
  onChoose,
  className,
  ...rest
}: Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange'> & {
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly onChoose: (value: Value) => void
  readonly ref?: Ref<HTMLSelectElement> | undefined
}) {
  return (
    <span className={cx('relative inline-flex min-w-0', className)}>
      <select
        {...useField()}
        {...rest}
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value as Value)}
        className={cx(controlClass, 'h-8 appearance-none truncate pr-7')}
      >
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
      <svg
        aria-hidden
        viewBox="0 0 12 12"
        className="pointer-events-none absolute top-2.5 right-2.5 size-3 fill-none stroke-muted stroke-[1.5]"
      >
        <path d="M2.5 4.5 6 8l3.5-3.5" />
      </svg>
    </span>
  )
}
