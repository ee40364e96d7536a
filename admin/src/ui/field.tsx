import { createContext, use, useId, useMemo, type ReactNode } from 'react'
import { cx } from './cx.ts'

interface FieldIds {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

const FieldContext = createContext<FieldIds | undefined>(undefined)

/** The id and the descriptions that the control inside a Field takes over. */
export const useField = (): FieldIds | Record<string, never> => use(FieldContext) ?? {}

/** The look that all controls share. */
export const controlClass =
  'w-full min-w-0 rounded-md border border-edge bg-panel px-2.5 text-ink placeholder:text-muted aria-invalid:border-bad disabled:bg-sunk disabled:text-muted [&[readonly]]:bg-sunk'

/**
 * A control with its label, a hint and what is wrong with it. The control inside (Input, TextArea,
 * Select) takes its id and descriptions by itself.
 *
 * - `label`: always there; `hideLabel` leaves it to screen readers (a search box)
 * - `hint`: what helps before; `error`: what is wrong and how to mend it
 * - `optional`: says so, where most fields must be filled
 */
export function Field(props: {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: ReactNode
  readonly optional?: boolean | undefined
  readonly hideLabel?: boolean | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  const { label, hint, error, optional, hideLabel, className, children } = props
  const id = useId()
  const about = cx(hint ? `${id}-hint` : '', error ? `${id}-error` : '') || undefined
  const invalid = error ? true : undefined
  const ids = useMemo(
    () => ({ id, 'aria-describedby': about, 'aria-invalid': invalid }) as const,
    [id, about, invalid],
  )
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      <FieldContext value={ids}>{children}</FieldContext>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  )
}
