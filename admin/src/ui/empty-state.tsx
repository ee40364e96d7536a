import type { ReactNode } from 'react'
import { Command } from './command.tsx'

/**
 * What a screen will show, and the one next step.
 *
 * - `title`: what is not there yet; `children`: what will be, in a sentence
 * - `command`: the exact command line of the next step, with a button that copies it
 * - `action`: or the button or link of the next step
 */
export function EmptyState(props: {
  readonly title: string
  readonly children?: ReactNode
  readonly command?: string | undefined
  readonly action?: ReactNode
}) {
  const { title, children, command, action } = props
  return (
    <div className="flex flex-col items-start gap-3 px-5 py-6">
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="max-w-prose text-muted">{children}</div>}
      {command && <Command line={command} />}
      {action}
    </div>
  )
}
