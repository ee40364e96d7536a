import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Command } from './command.tsx'
import { readFault } from './read-fault.ts'

/**
 * What failed, what is safe, what to do, and the problem's code to copy.
 *
 * - `error`: whatever was thrown; an ApiProblem is read out as the server wrote it
 * - `what`: what could not be done ("The desk could not be read")
 * - `safe`: what is unharmed; default: nothing was changed
 * - `onRetry`: tries again; `action`: another way on
 */
export function ErrorState(props: {
  readonly error: unknown
  readonly what: string
  readonly safe?: ReactNode
  readonly onRetry?: (() => void) | undefined
  readonly retrying?: boolean | undefined
  readonly action?: ReactNode
}) {
  const { error, what, safe, onRetry, retrying = false, action } = props
  const fault = readFault(error)
  return (
    <div role="alert" className="flex flex-col items-start gap-3 px-5 py-6">
      <p className="text-lg font-semibold">{what}</p>
      <p className="max-w-prose text-pretty">{fault.why}</p>
      <p className="max-w-prose text-muted text-pretty">
        {safe ?? 'Nothing was changed by this; what had been stored is safe.'}
        {fault.advice && ` ${fault.advice}`}
      </p>
      <div className="flex max-w-full flex-wrap items-center gap-3">
        {onRetry && (
          <Button busy={retrying} onClick={onRetry}>
            Try again
          </Button>
        )}
        {action}
        <Command line={fault.code} label="The problem's code" />
      </div>
    </div>
  )
}
