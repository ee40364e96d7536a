import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import type { Tone } from './mark.tsx'

const tones: Record<Tone, string> = {
  plain: 'border-line text-muted',
  accent: 'border-transparent bg-accent-soft text-accent',
  warn: 'border-transparent bg-warn-soft text-warn',
  bad: 'border-transparent bg-bad-soft text-bad',
}

/** A state in a word. `tone` 'plain' for what merely is; 'warn' and 'bad' only where a person is needed. */
export function Badge({
  tone = 'plain',
  children,
}: {
  readonly tone?: Tone | undefined
  readonly children: ReactNode
}) {
  return (
    <span
      className={cx(
        'inline-flex items-center rounded-sm border px-1.5 text-xs leading-5 whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}
