import type { FailureMode } from '../../contracts/index.ts'
import { ok, type Result } from '../../core/result.ts'
import { tryAgain, type Queryable } from '../../platform/database/index.ts'
import { newestSignal } from './cursor-store.ts'
import { findOvertaken, originOf, type Sorted } from './find-overtaken.ts'
import { newestHeld, selectHeld, selectHeldIds, type HeldFilter } from './quarantine-store.ts'
import { rejudge } from './rejudge.ts'
import { replayBatch, type ReplayDeps } from './replay-batch.ts'
import { resolveEmptied } from './resolve-emptied.ts'

/** What became of held records: replayed = landed + duplicate + filtered + heldAgain. */
export interface Replay {
  readonly looked: number
  readonly replayed: number
  readonly landed: number
  readonly duplicate: number
  readonly filtered: number
  /** Held anew, for a cause that shows only at landing: older than what is held. */
  readonly heldAgain: number
  /** Still held, with today's reason. */
  readonly stayed: number
  /** The exceptions that are left without a held record, and are resolved for it. */
  readonly resolved: readonly number[]
}

/** What today's contract would do with one held record. */
export interface Preview {
  readonly id: number
  readonly would: 'land' | 'filter' | 'stay'
  readonly mode?: FailureMode
  readonly at?: string
  readonly reason?: string
}

/** What one transaction takes on. */
const batch = { limit: 500, bytes: 8_000_000 }

/**
 * Puts held records through the door again, under today's contract. A record leaves the quarantine in
 * the transaction in which it lands, batch by batch, so a replay that was cut off is simply run again;
 * several at once share the work. What is still bad stays held, once, with its new reason.
 */
export async function replay(
  deps: ReplayDeps,
  filter: HeldFilter,
  { by }: { by: string },
): Promise<Result<Replay, string>> {
  const totals = { looked: 0, replayed: 0, landed: 0, duplicate: 0, filtered: 0, heldAgain: 0 }
  // An exception that is named is looked at in any case: a replay may have been cut off at its end.
  const exceptions = new Set('exception' in filter ? [filter.exception] : [])
  // A record that is late stays held under a new number; it is not looked at for ever.
  const upTo = await newestHeld(deps.db)
  const landedBefore = await newestSignal(deps.db)
  for (let after = 0; ;) {
    const ids = await selectHeldIds(deps.db, filter, after, { ...batch, upTo })
    if (ids.length === 0) break
    after = ids.at(-1)!
    const work = (tx: Queryable) => replayBatch(deps, tx, ids, { by, landedBefore })
    const counts = await tryAgain(() => deps.db.transaction(work))
    if (!counts.ok) return counts
    for (const name of Object.keys(totals) as (keyof typeof totals)[]) {
      totals[name] += counts.value[name]
    }
    for (const exception of counts.value.exceptions) exceptions.add(exception)
  }
  const resolved: number[] = []
  for (const exception of exceptions) {
    if (await resolveEmptied(deps, exception, by)) resolved.push(exception)
  }
  return ok({ ...totals, stayed: totals.looked - totals.replayed, resolved })
}

/** What a replay would do with each record, as far as that can be told without landing it. Nothing is written. */
export async function previewReplay(
  { db, contracts }: Pick<ReplayDeps, 'db' | 'contracts'>,
  filter: HeldFilter,
): Promise<Result<Preview[], string>> {
  const previews: Preview[] = []
  const upTo = await newestHeld(db)
  const landedBefore = await newestSignal(db)
  for (let after = 0; ;) {
    const ids = await selectHeldIds(db, filter, after, { ...batch, upTo })
    if (ids.length === 0) return ok(previews)
    after = ids.at(-1)!
    const rejudged = rejudge(contracts, await selectHeld(db, ids))
    if (!rejudged.ok) return rejudged
    const page: Preview[] = []
    for (const group of Map.groupBy(rejudged.value, ({ held }) => originOf(held)).values()) {
      page.push(...(await findOvertaken(db, group, landedBefore)).map(previewOf))
    }
    previews.push(...page.sort((a, b) => a.id - b.id))
  }
}

function previewOf({ held: { id }, now }: Sorted): Preview {
  if (now.verdict === 'stay') return { id, would: 'stay', ...now.refusal }
  return now.judgement.verdict === 'land'
    ? { id, would: 'land' }
    : { id, would: 'filter', reason: now.judgement.reason }
}
