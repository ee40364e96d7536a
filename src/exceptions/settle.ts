import { err, ok, type Result } from '../core/result.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { DeskRefusal } from './exception.ts'
import { selectException } from './store.ts'

/**
 * Does something to an open exception, or says why it cannot be done.
 * @param said what the caller must have said, by name
 */
export async function settle(
  db: Queryable,
  id: number,
  said: Readonly<Record<string, string>>,
  change: () => Promise<boolean>,
): Promise<Result<void, DeskRefusal>> {
  const silent = Object.keys(said).find((name) => !said[name]?.trim())
  if (silent) return err({ refused: 'incomplete', detail: `say ${silent}` })
  if (!Number.isSafeInteger(id)) return err(unknown(id))
  if (await change()) return ok(undefined)
  const found = await selectException(db, id)
  if (!found) return err(unknown(id))
  return err({
    refused: 'settled',
    detail:
      `exception ${id} was resolved by ${found.resolvedBy} on ` +
      `${found.resolvedAt?.toISOString()}: ${found.reason}`,
  })
}

const unknown = (id: number): DeskRefusal => ({
  refused: 'unknown',
  detail: `there is no exception ${id}`,
})
