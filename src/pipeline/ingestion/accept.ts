import type { Contract } from '../../contracts/index.ts'
import { raise, whichResolved, type RaiseDeps } from '../../exceptions/index.ts'
import type { Clock } from '../../platform/clock.ts'
import { tryAgain, type Database, type Queryable } from '../../platform/database/index.ts'
import { digest } from '../../platform/digest.ts'
import { groupRefusals, type RefusedRecord } from './group-refusals.ts'
import { sortRecord } from './sort-record.ts'
import {
  land,
  moveLate,
  quarantine,
  selectKnownRefusals,
  type Landing,
  type Origin,
} from './store.ts'
import { takeTurns } from './take-turns.ts'
import { verdictOf } from './verdict.ts'

/** A record at the door: as it came, parsed, or the bytes that could not be parsed and why. */
export type Incoming =
  | {
      readonly raw: unknown
      /** The record's own JSON text, where the door has it; it is made from `raw` otherwise. */
      readonly json?: string
    }
  | {
      readonly malformed: Buffer
      readonly reason: string
      /** `violation` where it parses and the door refuses it all the same. Default `malformed`. */
      readonly mode?: 'malformed' | 'violation'
    }

export interface AcceptDeps {
  readonly db: Database
  readonly clock: Clock
  readonly routes: RaiseDeps['routes']
}

/** What became of a batch: read = landed + duplicate + filtered + quarantined. */
export interface Acceptance {
  readonly read: number
  readonly landed: number
  readonly duplicate: number
  readonly filtered: number
  readonly quarantined: number
}

export interface AcceptOptions extends Origin {
  /** The records come out of the quarantine, where they were counted already. */
  readonly replayed?: boolean
  /**
   * The caller's transaction: what is written stands or falls with it, and the caller runs it by
   * `tryAgain`. A transaction of its own otherwise.
   */
  readonly within?: Queryable
}

/**
 * The one door: every record that enters Linchpin passes here. Judges each under the contract, leaves
 * out duplicates, lands the good as signals and keeps the bad apart with their exception, in one
 * transaction. When it returns, all of it is on disk; when it throws, none of it is.
 */
export async function accept(
  deps: AcceptDeps,
  contract: Contract,
  records: readonly Incoming[],
  { replayed = false, within, ...origin }: AcceptOptions,
): Promise<Acceptance> {
  const sorted = sortRecords(contract, records, origin.receivedAt)
  const { batches, refused, filtered } = sorted
  const counted = replayed ? records.length : 0

  const work = async (db: Queryable): Promise<Omit<Acceptance, 'read'>> => {
    const quarantined = await holdApart({ ...deps, db }, contract, refused, origin)
    const heldBefore = refused.length - quarantined
    const totals = { landed: 0, duplicate: heldBefore, filtered, quarantined }
    for (const [n, batch] of batches.entries()) {
      const first = n === 0
      const counts = {
        read: first ? records.length - counted : 0,
        filtered: first ? filtered : 0,
        quarantined: first ? quarantined - counted : 0,
        duplicate: first ? heldBefore : 0,
      }
      const landing = await land(db, contract, batch, counts, origin)
      totals.landed += landing.landed
      totals.duplicate += batch.length - landing.landed - landing.late.length
      const late = await settleLate({ ...deps, db }, contract, batch, landing, origin)
      totals.duplicate += late.duplicate
      totals.filtered += late.filtered
      totals.quarantined += late.quarantined
    }
    await reportDuplicates({ ...deps, db }, contract, totals.duplicate)
    return totals
  }
  // A batch with nothing to hold apart is one statement, which is a transaction by itself.
  const oneStatement =
    refused.length === 0 &&
    batches.length === 1 &&
    verdictOf(contract, 'late') === 'filter' &&
    verdictOf(contract, 'duplicate') === 'filter'
  const totals =
    within || oneStatement
      ? await work(within ?? deps.db)
      : await tryAgain(() => deps.db.transaction(work))
  return { read: records.length - counted, ...totals }
}

/** Judges every record; nothing is written yet. */
function sortRecords(contract: Contract, records: readonly Incoming[], receivedAt: Date) {
  const good: Landing[] = []
  const refused: RefusedRecord[] = []
  let filtered = 0
  for (const record of records) {
    const sorted = sortRecord(contract, record, receivedAt)
    if (sorted.verdict === 'land') good.push(sorted.landing)
    else if (sorted.verdict === 'hold') refused.push(sorted)
    else filtered += 1
  }
  return { batches: contract.keep === 'latest' ? takeTurns(good) : [good], refused, filtered }
}

type TxDeps = RaiseDeps

/**
 * Holds refused records apart, but those that it knows already, and returns how many it held. One that is
 * held under an exception which was resolved over it has come back: it goes to the desk again.
 */
async function holdApart(
  deps: TxDeps,
  contract: Contract,
  refused: readonly RefusedRecord[],
  origin: Origin,
): Promise<number> {
  if (refused.length === 0) return 0
  const byDigest = new Map(refused.map((record) => [digest(record.raw), record]))
  const known = await selectKnownRefusals(deps.db, contract.name, [...byDigest.keys()])
  const resolved = await whichResolved(deps.db, [
    ...new Set(known.map(({ exception }) => exception)),
  ])
  for (const { digest, state, exception } of known) {
    if (state === 'dismissed' || !resolved.has(exception)) byDigest.delete(digest)
  }
  let held = 0
  for (const { trouble, records } of groupRefusals(contract, [...byDigest.values()])) {
    const under = { exception: await raise(deps, trouble), resolved }
    held += await quarantine(deps.db, contract.name, under, records, origin)
  }
  return held
}

/** Late records are counted as filtered by `land`; where the contract wants to see them they are held instead. */
async function settleLate(
  deps: TxDeps,
  contract: Contract,
  batch: readonly Landing[],
  { late }: { late: readonly number[] },
  origin: Origin,
): Promise<Pick<Acceptance, 'duplicate' | 'filtered' | 'quarantined'>> {
  if (late.length === 0 || verdictOf(contract, 'late') === 'filter') {
    return { duplicate: 0, filtered: late.length, quarantined: 0 }
  }
  const refusal = { mode: 'late', at: '', reason: 'it is older than what is held' } as const
  const refused = late.map((n) => ({ refusal, raw: Buffer.from(batch[n - 1]!.json) }))
  const quarantined = await holdApart(deps, contract, refused, origin)
  await moveLate(deps.db, contract.name, { late: late.length, quarantined }, origin)
  return { duplicate: late.length - quarantined, filtered: 0, quarantined }
}

async function reportDuplicates(deps: TxDeps, contract: Contract, times: number): Promise<void> {
  if (times === 0 || verdictOf(contract, 'duplicate') === 'filter') return
  await raise(deps, {
    mode: 'duplicate',
    contract: contract.name,
    owner: contract.owner,
    title: `${contract.name} sent records that are already held`,
    times,
  })
}
