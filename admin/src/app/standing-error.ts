import { useState } from 'react'
import type { ApiProblem } from './problem.ts'

/**
 * The error of a question that was never answered. It stands while the question is asked again: a
 * screen that turned to its skeleton at each try would flicker, and hide what to do.
 */
export function useStandingError(read: {
  readonly data: unknown
  readonly error: ApiProblem | null
  readonly errorUpdateCount: number
}): ApiProblem | undefined {
  const [standing, stand] = useState<ApiProblem>()
  // Another question than the one that failed has not failed yet.
  const kept = read.errorUpdateCount > 0 ? standing : undefined
  const next = read.data === undefined ? (read.error ?? kept) : undefined
  if (next !== standing) stand(next)
  return next
}
