import type { ReactNode } from 'react'

/** One figure with its name above. */
export function Stat({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  return (
    <div className="min-w-0">
      <div className="truncate text-sm text-muted">{label}</div>
      <div className="text-2xl font-semibold tracking-tight tabular-nums">{value}</div>
    </div>
  )
}
