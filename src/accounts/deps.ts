import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Log } from '../platform/log.ts'
import type { Auth } from './open-auth.ts'

/** What the parts of this slice are given. */
export interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  /** Opened when first asked for, since a command that signs nobody in needs none of it. */
  readonly auth: () => Promise<Auth>
}

/** Why something is not done. */
export interface AccountRefusal {
  readonly refused:
    'wrong' | 'suspended' | 'too many' | 'gone' | 'unknown' | 'last owner' | 'taken' | 'weak'
  readonly detail: string
  /** Of `too many`. */
  readonly waitMs?: number
}

export const refused = (
  kind: AccountRefusal['refused'],
  detail: string,
): { ok: false; error: AccountRefusal } => ({ ok: false, error: { refused: kind, detail } })
