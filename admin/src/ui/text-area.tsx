import type { Ref, TextareaHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import { controlClass, useField } from './field.tsx'

/** Several lines of text inside a Field; grows with what is written. Takes what a `<textarea>` takes. */
export function TextArea({
  className,
  rows = 3,
  ...rest
}: TextareaHTMLAttributes<HTMLTextAreaElement> & {
  readonly ref?: Ref<HTMLTextAreaElement> | undefined
}) {
  return (
    <textarea
      {...useField()}
      rows={rows}
      {...rest}
      className={cx(controlClass, 'field-sizing-content max-h-96 min-h-16 py-1.5', className)}
    />
  )
}
