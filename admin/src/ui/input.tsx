import type { InputHTMLAttributes, Ref } from 'react'
import { cx } from './cx.ts'
import { controlClass, useField } from './field.tsx'

/** A line of text inside a Field; takes what an `<input>` takes. */
export function Input({
  className,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & { readonly ref?: Ref<HTMLInputElement> | undefined }) {
  return <input {...useField()} {...rest} className={cx(controlClass, 'h-8', className)} />
}
