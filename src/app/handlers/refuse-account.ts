import type { AccountRefusal } from '../../accounts/index.ts'
import { problem } from '../../platform/problem.ts'
import { conflict, invalid, notFound, Refusal } from '../server/refusal.ts'

/** What the accounts refuse, as a problem document. */
export function refuse({ refused, detail, waitMs = 0 }: AccountRefusal): Refusal {
  switch (refused) {
    case 'wrong':
      return new Refusal(problem(403, 'Sign-in refused', detail))
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
    case 'taken':
      return conflict(detail)
  }
}
