import { err, ok, type Result } from '../core/result.ts'
import type { DeskRefusal } from './exception.ts'
import type { DeskDeps } from './resolve.ts'
import { findOpenTwin, openAgain, selectException } from './store.ts'

/**
 * Puts an exception that was resolved too soon back on the desk, with its due time of before. Records
 * that were replayed or dismissed meanwhile stay so.
 */
export async function reopenException(
  { db, clock }: DeskDeps,
  id: number,
  { by }: { by: string },
): Promise<Result<void, DeskRefusal>> {
  const found = Number.isSafeInteger(id) ? await selectException(db, id) : undefined
  if (!found) return err({ refused: 'unknown', detail: `there is no exception ${id}` })
  const note = `it had been resolved by ${found.resolvedBy}: ${found.reason}`
  if (await openAgain(db, id, { at: clock.now(), by, note })) return ok(undefined)
  const twin = await findOpenTwin(db, id)
  return err({
    refused: 'settled',
    detail:
      twin === undefined || twin === id
        ? `exception ${id} is open`
        : `the trouble of exception ${id} came back and is open as exception ${twin}`,
  })
}
