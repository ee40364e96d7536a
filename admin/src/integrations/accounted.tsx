import { formatMany } from '../ui/format.ts'
import { unaccounted } from './equation.tsx'
import type { Counts } from './types.ts'

/** Whether everything that was read is somewhere. */
export function Accounted({ counts }: { readonly counts: Counts }) {
  const missing = unaccounted(counts)
  if (missing === 0) return <span>Nothing unaccounted for</span>
  return <span className="text-bad">{formatMany(missing, 'record')} unaccounted for</span>
}
