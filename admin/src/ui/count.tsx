import { formatCount, type NumberStyle } from './format.ts'

/** A number: 128,402. `short`: 128k · `sign`: writes the plus too · `digits` after the point. */
export function Count({
  value,
  ...style
}: NumberStyle & { readonly value: number | null | undefined }) {
  return <span className="whitespace-nowrap tabular-nums">{formatCount(value, style)}</span>
}
