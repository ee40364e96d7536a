import type { Result } from '../core/result.ts'
import type { DeskRefusal } from './exception.ts'
import type { DeskDeps } from './resolve.ts'
import { settle } from './settle.ts'
import { moveException } from './store.ts'

/** Gives an open exception to another owner. Its route and due time stay. */
export const assignException = (
  { db, clock }: DeskDeps,
  id: number,
  { owner, by }: { owner: string; by: string },
): Promise<Result<void, DeskRefusal>> =>
  settle(db, id, { 'the new owner': owner, 'who assigns it': by }, () =>
    moveException(db, id, owner, { at: clock.now(), by, note: `to ${owner}` }),
  )
