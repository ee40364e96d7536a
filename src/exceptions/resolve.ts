import type { Result } from '../core/result.ts'
import type { Clock } from '../platform/clock.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { DeskRefusal } from './exception.ts'
import { settle } from './settle.ts'
import { closeException } from './store.ts'

export interface DeskDeps {
  readonly db: Queryable
  readonly clock: Clock
}

/**
 * Takes an exception off the desk, with the reason and who says so. When the trouble comes back, a
 * new exception is opened; this one stays as it was left.
 */
export const resolveException = (
  { db, clock }: DeskDeps,
  id: number,
  { by, reason }: { by: string; reason: string },
): Promise<Result<void, DeskRefusal>> =>
  settle(db, id, { 'who resolves it': by, 'the reason': reason }, () =>
    closeException(db, id, { at: clock.now(), by, note: reason }),
  )
