import type { Result } from '../core/result.ts'
import type { DeskRefusal } from './exception.ts'
import type { DeskDeps } from './resolve.ts'
import { settle } from './settle.ts'
import { noteEvent } from './store.ts'

/** Writes a note into the history of an exception, open or resolved. */
export const commentException = (
  { db, clock }: DeskDeps,
  id: number,
  { by, note }: { by: string; note: string },
): Promise<Result<void, DeskRefusal>> =>
  settle(db, id, { 'who writes': by, 'the note': note }, () =>
    noteEvent(db, id, 'commented', { at: clock.now(), by, note }),
  )

/** Writes into the history that held records were put through the door again. */
export const noteReplay = (
  { db, clock }: DeskDeps,
  id: number,
  { by, note }: { by: string; note: string },
): Promise<boolean> => noteEvent(db, id, 'replayed', { at: clock.now(), by, note })
