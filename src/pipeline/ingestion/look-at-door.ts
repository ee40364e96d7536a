import type { Contract } from '../../contracts/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Acceptance } from './accept.ts'
import {
  countHeldNow,
  selectDoorDays,
  selectDoorTotals,
  selectSeenColumns,
  type DoorDay,
  type SeenColumns,
} from './door-store.ts'
import { freshnessOf, type Freshness } from './freshness.ts'
import { lastTimes } from './run-store.ts'

/** How one contract fares at the door. */
export interface DoorState {
  readonly freshness: Freshness
  /** Everything that ever came: read = landed + duplicate + filtered + quarantined. */
  readonly totals: Acceptance
  /** What is held at this moment; what was replayed or dismissed since is not among it. */
  readonly held: number
  /** What came on each of the last 30 days on which anything came. */
  readonly days: readonly DoorDay[]
}

export interface DoorView {
  readonly of: (contract: Contract) => DoorState
  /** The columns that the files of a source had last, by source. */
  readonly columns: ReadonlyMap<string, SeenColumns>
  /** When each source was last read, all that it has. */
  readonly pulled: ReadonlyMap<string, Date>
}

const daysShown = 30
const nothing: Acceptance = { read: 0, landed: 0, duplicate: 0, filtered: 0, quarantined: 0 }

/** Looks at what the door counted, without touching a signal: the counts are a row a contract and day. */
export async function lookAtDoor({
  db,
  clock,
}: {
  readonly db: Queryable
  readonly clock: Clock
}): Promise<DoorView> {
  const now = clock.now()
  const since = new Date(now.getTime() - (daysShown - 1) * 86_400_000)
  const [times, totals, days, held, seen] = await Promise.all([
    lastTimes(db),
    selectDoorTotals(db),
    selectDoorDays(db, since),
    countHeldNow(db),
    selectSeenColumns(db),
  ])
  const byContract = Map.groupBy(days, ({ contract }) => contract)
  return {
    of: (contract) => ({
      freshness: freshnessOf(contract, times, now),
      totals: totals.get(contract.name) ?? nothing,
      held: held.get(contract.name) ?? 0,
      days: byContract.get(contract.name) ?? [],
    }),
    columns: new Map(seen.map((each) => [each.source, each])),
    pulled: times.pulled,
  }
}
