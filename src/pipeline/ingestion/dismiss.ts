import { err, ok, type Result } from '../../core/result.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/index.ts'
import { dismissHeld, type HeldFilter } from './quarantine-store.ts'
import { resolveEmptied } from './resolve-emptied.ts'

/**
 * Leaves held records out for good, with who says so and why. They stay counted as quarantined, and
 * their bytes stay in the quarantine: when they come again, byte for byte, they are duplicates, also
 * under a contract that would take them by then.
 */
export async function dismiss(
  deps: { db: Database; clock: Clock },
  filter: HeldFilter,
  { by, reason }: { by: string; reason: string },
): Promise<Result<{ dismissed: number; resolved: number[] }, string>> {
  if (!by.trim()) return err('say who dismisses them')
  if (!reason.trim()) return err('say why they are left out')
  const exceptions = await dismissHeld(deps.db, filter, { at: deps.clock.now(), by, reason })
  const dismissed = exceptions.length
  const touched = new Set('exception' in filter ? [...exceptions, filter.exception] : exceptions)
  const resolved: number[] = []
  for (const exception of touched) {
    if (await resolveEmptied(deps, exception, by)) resolved.push(exception)
  }
  return ok({ dismissed, resolved })
}
