import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Log } from '../platform/log.ts'
import { deleteOldAttempts } from './attempts.ts'
import { verifyAudit, type Verification } from './audit.ts'
import { deleteExpiredChallenges } from './challenge.ts'
import type { Deps } from './deps.ts'
import type { Auth } from './open-auth.ts'
import { siteOf } from './passkey-site.ts'
import { deleteExpiredSessions } from './session-store.ts'

export interface AccountsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  /** The address by which people come. */
  readonly url: string
}

export interface Accounts extends Deps {
  /**
   * Looks after the tables: tells the audit trail's head to the log, and forgets what is over.
   * @returns whether the trail is as it was written
   */
  tidy(): Promise<Verification>
  close(): Promise<void>
}

/** Opens the accounts. Nothing is asked of the database yet. */
export function openAccounts({ db, clock, log, url }: AccountsOptions): Accounts {
  const secure = url.startsWith('https:')
  let auth: Promise<Auth> | undefined
  return {
    db,
    clock,
    log,
    secure,
    site: siteOf(url),
    auth() {
      auth ??= import('./open-auth.ts').then(({ openAuth }) => openAuth({ db, log, secure }))
      // What failed because the database was away is tried again by the next.
      auth.catch(() => (auth = undefined))
      return auth
    },
    async tidy() {
      const now = clock.now()
      await deleteOldAttempts(db, now)
      await deleteExpiredSessions(db, now)
      await deleteExpiredChallenges(db, now)
      const trail = await verifyAudit(db)
      if (trail.state === 'whole') log.info(trail, 'the audit trail is whole')
      else log.error(trail, 'the audit trail was changed')
      return trail
    },
    async close() {
      await (await auth?.catch(() => undefined))?.close()
    },
  }
}
