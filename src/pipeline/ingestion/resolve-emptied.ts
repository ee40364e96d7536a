import { lockException, resolveException } from '../../exceptions/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { countHeld } from './quarantine-store.ts'

/**
 * Resolves an exception whose held records have all been dealt with. One that never held any is left
 * to a person. The lock makes whoever reports the same trouble at this moment wait, so no record can
 * slip in under an exception that is being resolved.
 * @returns whether it was resolved now
 */
export const resolveEmptied = (
  { db, clock }: { db: Database; clock: Clock },
  exception: number,
  by: string,
): Promise<boolean> =>
  db.transaction(async (tx) => {
    await lockException(tx, exception)
    const { held, replayed, dismissed } = await countHeld(tx, exception)
    if (held > 0 || replayed + dismissed === 0) return false
    const parts = [replayed && `${replayed} replayed`, dismissed && `${dismissed} dismissed`]
    const reason = `nothing is held any more: ${parts.filter(Boolean).join(', ')}`
    const resolved = await resolveException({ db: tx, clock }, exception, { by, reason })
    return resolved.ok
  })
