import type { Result } from '../../core/result.ts'
import type { AccountRefusal } from '../../accounts/index.ts'
import { problem } from '../../platform/problem.ts'
import { conflict, invalid, notFound, Refusal } from '../server/refusal.ts'

/** What came of it. Throws what the accounts refuse, as a problem document. */
export function done<T>(outcome: Result<T, AccountRefusal>): T {
  if (outcome.ok) return outcome.value
  throw refuse(outcome.error)
}

function refuse({ refused, detail, waitMs = 0 }: AccountRefusal): Refusal {
  switch (refused) {
    case 'wrong':
      return new Refusal(problem(403, 'Sign-in refused', detail))
    case 'signed out':
      return new Refusal(problem(401, 'Unauthorized', detail))
    case 'stale':
      return new Refusal(problem(409, 'Start again', detail))
    case 'elsewhere':
      return new Refusal(problem(409, 'No passkeys here', detail))
    case 'suspended':
      return new Refusal(problem(403, 'Account suspended', detail))
    case 'too many': {
      const retryAfter = Math.ceil(waitMs / 1_000)
      return new Refusal(problem(429, 'Too many attempts', detail, { retryAfter }))
    }
    case 'unknown':
      return notFound(detail)
    case 'gone':
      return new Refusal(problem(404, 'Link gone', detail))
    case 'weak':
      return invalid(detail, 'body')
    case 'last owner':
    case 'last way in':
    case 'taken':
      return conflict(detail)
  }
}
