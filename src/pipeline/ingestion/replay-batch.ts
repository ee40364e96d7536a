import type { Contract } from '../../contracts/index.ts'
import { noteReplay } from '../../exceptions/index.ts'
import { ok, type Result } from '../../core/result.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { AcceptDeps } from './accept.ts'
import { findOvertaken, originOf, type Sorted } from './find-overtaken.ts'
import { settleHeld, takeHeld, updateReasons, type HeldRecord } from './quarantine-store.ts'
import { rejudge } from './rejudge.ts'
import { moveLate } from './store.ts'
import { storeSurely } from './store-surely.ts'

export interface ReplayDeps extends AcceptDeps {
  readonly contracts: readonly Contract[]
}

export interface BatchCounts {
  readonly looked: number
  readonly replayed: number
  readonly landed: number
  readonly duplicate: number
  readonly filtered: number
  readonly heldAgain: number
  readonly exceptions: readonly number[]
}

/** Replays some held records, all in the one transaction that it is given. */
export async function replayBatch(
  deps: ReplayDeps,
  tx: Queryable,
  ids: readonly number[],
  { by, landedBefore }: { by: string; landedBefore: number },
): Promise<Result<BatchCounts, string>> {
  const rejudged = rejudge(deps.contracts, await takeHeld(tx, ids))
  if (!rejudged.ok) return rejudged
  const counts = { replayed: 0, landed: 0, duplicate: 0, filtered: 0, heldAgain: 0 }
  const staying: Sorted[] = []
  for (const group of Map.groupBy(rejudged.value, ({ held }) => originOf(held)).values()) {
    const sorted = await findOvertaken(tx, group, landedBefore)
    const going = sorted.filter(({ now }) => now.verdict === 'go')
    staying.push(...sorted.filter(({ now }) => now.verdict === 'stay'))
    if (going.length === 0) continue
    const result = await sendThrough(deps, tx, going, by)
    counts.replayed += going.length
    counts.landed += result.landed
    counts.duplicate += result.duplicate
    counts.filtered += result.filtered
    counts.heldAgain += result.quarantined
  }
  await updateReasons(
    tx,
    staying.flatMap(({ held: { id }, now }) =>
      'refusal' in now ? [{ id, refusal: now.refusal }] : [],
    ),
  )
  const under = Map.groupBy(rejudged.value, ({ held }) => held.exception)
  const stayed = Map.groupBy(staying, ({ held }) => held.exception)
  for (const [exception, records] of under) {
    const still = stayed.get(exception)?.length ?? 0
    const note = `${records.length - still} replayed, ${still} still held`
    await noteReplay({ db: tx, clock: deps.clock }, exception, { by, note })
  }
  return ok({ looked: rejudged.value.length, ...counts, exceptions: [...under.keys()] })
}

/** Counted on the day on which the record was read, where it was counted as quarantined. */
const origin = ({ source, run, receivedAt }: HeldRecord) => ({
  source,
  receivedAt,
  ...(run === null ? {} : { run }),
})

/** Takes records of one origin out of the quarantine and puts them through the door. */
async function sendThrough(deps: ReplayDeps, tx: Queryable, going: readonly Sorted[], by: string) {
  const { contract, held } = going[0]!
  const ids = going.map(({ held }) => held.id)
  const reason = 'put through the door again'
  await settleHeld(tx, ids, { at: deps.clock.now(), by, reason })
  const late = going.filter((each) => each.late).length
  if (late > 0) {
    await moveLate(tx, contract.name, { late: -late, quarantined: -late }, origin(held))
  }
  const records = going.flatMap(({ now, late }) =>
    now.verdict === 'go' && !late ? [now.record] : [],
  )
  if (records.length === 0) return { landed: 0, duplicate: 0, filtered: late, quarantined: 0 }
  const options = { ...origin(held), replayed: true, within: tx }
  const result = await storeSurely(deps, contract, records, options)
  return { ...result, filtered: result.filtered + late }
}
