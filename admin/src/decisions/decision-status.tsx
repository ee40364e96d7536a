import { Badge } from '../ui/badge.tsx'

/** The state of a decision in its own words; amber while it waits for a person. */
export function DecisionStatus({ status }: { readonly status: string | null }) {
  if (status === null) return <span className="text-muted">no status</span>
  const isOpen = /^(proposed|draft|on hold)/i.test(status)
  const words = status.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
  return <Badge tone={isOpen ? 'warn' : 'plain'}>{words}</Badge>
}
