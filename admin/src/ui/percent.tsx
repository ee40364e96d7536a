import { cx } from './cx.ts'
import { formatPercent, type NumberStyle } from './format.ts'

/**
 * A share (0.31) as per cent. `sign`: a difference, with its plus; `judged`: what fell is marked
 * amber, what rose has the accent.
 */
export function Percent({
  value,
  judged,
  ...style
}: NumberStyle & {
  readonly value: number | null | undefined
  readonly judged?: boolean | undefined
}) {
  const tone = judged && value ? (value < 0 ? 'text-warn' : 'text-accent') : undefined
  return <span className={cx('whitespace-nowrap', tone)}>{formatPercent(value, style)}</span>
}
