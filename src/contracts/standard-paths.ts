import type { FailurePaths } from './path.ts'
import { ignore, pause, quarantine, retry, review } from './path.ts'

/**
 * Sound paths for every failure mode, to be spread into a contract and overridden where the
 * exchange differs. Transient failures are tried again and then put on the owner's desk; bad records
 * are kept apart; what could hurt when repeated waits for a person.
 *
 * @example failures: { ...standardPaths({ owner: 'revops' }), late: review() }
 */
export function standardPaths({ owner }: { owner: string }): FailurePaths {
  const ask = review({ route: owner })
  const keep = quarantine({ route: owner })
  return {
    timeout: retry({ times: 5, otherwise: ask }),
    unavailable: retry({ times: 8, otherwise: ask }),
    'rate-limited': retry({ times: 10, cap: '15m', otherwise: ask }),
    unauthorized: pause({ route: owner }),
    malformed: keep,
    violation: keep,
    drift: { added: ignore('new fields are harmless'), removed: keep, changed: keep },
    duplicate: ignore('already held'),
    late: ignore('older than what is held'),
    missing: ask,
    stale: ask,
    conflict: ask,
    restricted: keep,
    'over-budget': pause({ route: owner }),
    unconfirmed: ask,
  }
}
