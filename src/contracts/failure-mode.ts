/** The closed list of the ways in which an exchange can fail. ARCHITECTURE.md gives each its meaning. */
export const failureModes = [
  'timeout',
  'unavailable',
  'rate-limited',
  'unauthorized',
  'malformed',
  'violation',
  'drift',
  'duplicate',
  'late',
  'missing',
  'stale',
  'conflict',
  'restricted',
  'over-budget',
  'unconfirmed',
] as const

export type FailureMode = (typeof failureModes)[number]
