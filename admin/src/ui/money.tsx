import { formatMoney, type NumberStyle } from './format.ts'

/** Money from millionths of the unit. `short`: €412k · `sign`: writes the plus too. Absent: a dash. */
export function Money({
  micros,
  currency,
  ...style
}: NumberStyle & {
  readonly micros: number | null | undefined
  readonly currency?: string | undefined
}) {
  return (
    <span className="whitespace-nowrap tabular-nums">{formatMoney(micros, currency, style)}</span>
  )
}
