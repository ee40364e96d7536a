import type { LeaseRow } from './store.ts'

/** What one that stands by does about a lease: take it, first cut off its holder, or wait. */
export type LeaseVerdict = 'take' | 'evict' | 'wait'

/** How long the holder may write without hearing from the database, in milliseconds. */
export const validMs = 2_500
/** When a holder whose connection is gone counts as dead. Longer than `validMs`, so that it has stopped. */
export const deadMs = 3_000
/** When a holder whose connection lives counts as hung. */
export const hungMs = 10_000

/** Judges a lease that is not ours. */
export function judgeLease(lease: LeaseRow | undefined): LeaseVerdict {
  if (!lease || lease.holder === null) return 'take'
  if (!lease.locked) return lease.ageMs > deadMs ? 'take' : 'wait'
  return lease.ageMs > hungMs ? 'evict' : 'wait'
}
