import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Log } from '../platform/log.ts'
import type { Auth } from './open-auth.ts'
import type { Site } from './passkey-site.ts'

/** What the parts of this slice are given. */
export interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  /** Opened when first asked for, since a command that signs nobody in needs none of it. */
  readonly auth: () => Promise<Auth>
  /** Where passkeys are made and used; undefined when they cannot be at the address that people use. */
  readonly site: Site | undefined
  /** Whether people come by https, so that cookies must never go another way. */
  readonly secure: boolean
}

/** Why something is not done. */
export interface AccountRefusal {
  readonly refused:
    | 'wrong'
    | 'suspended'
    | 'signed out'
    | 'too many'
    | 'gone'
    | 'unknown'
    | 'last owner'
    | 'last way in'
    | 'taken'
    | 'weak'
    | 'stale'
    | 'elsewhere'
  readonly detail: string
  /** Of `too many`. */
  readonly waitMs?: number
}

export const refused = (
  kind: AccountRefusal['refused'],
  detail: string,
): { ok: false; error: AccountRefusal } => ({ ok: false, error: { refused: kind, detail } })
