import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Mark, type Tone } from './mark.tsx'

/**
 * One figure with its name above and what it means below.
 *
 * - `label`: what is counted; `value`: the figure; `about`: what to know about it, muted
 * - `tone`: 'warn' or 'bad' adds a mark with `toneWord` for those who do not see it
 * - `action`: how the figure opens, a `Link` around nothing: `<Link to="/desk" aria-label="Open the desk" />`
 *   is not needed; give `value` a Link instead
 */
export function Stat(props: {
  readonly label: ReactNode
  readonly value: ReactNode
  readonly about?: ReactNode
  readonly tone?: Tone | undefined
  readonly toneWord?: string | undefined
  readonly className?: string | undefined
}) {
  const { label, value, about, tone, toneWord, className } = props
  return (
    <div className={cx('min-w-0', className)}>
      <div className="flex items-center justify-between gap-2 text-sm text-muted">
        <span className="truncate">{label}</span>
        {tone && tone !== 'plain' && <Mark tone={tone} word={toneWord ?? 'needs a person'} />}
      </div>
      <div className="text-2xl font-semibold tracking-tight tabular-nums">{value}</div>
      {about && <div className="text-sm text-muted">{about}</div>}
    </div>
  )
}
