import type { Queryable } from '../platform/database/index.ts'
import { countOpenBy, type OpenCount } from './store.ts'

/** What is open under a name, and how much of it should have been dealt with. */
export interface NamedCount {
  readonly name: string
  readonly open: number
  readonly overdue: number
}

export interface DeskCounts {
  readonly open: number
  readonly overdue: number
  readonly owners: readonly NamedCount[]
  readonly modes: readonly NamedCount[]
  readonly contracts: readonly NamedCount[]
}

/** How much is open at the desk, and whose it is: what a filter bar shows. */
export async function countDesk({ db }: { db: Queryable }, now: Date): Promise<DeskCounts> {
  const counts = await countOpenBy(db, now)
  const all = counts.find(({ by }) => by === 'all')
  const named = (which: OpenCount['by']): NamedCount[] =>
    counts.flatMap(({ by, name, open, overdue }) =>
      by === which && name !== null ? [{ name, open, overdue }] : [],
    )
  return {
    open: all?.open ?? 0,
    overdue: all?.overdue ?? 0,
    owners: named('owner'),
    modes: named('mode'),
    contracts: named('contract'),
  }
}
