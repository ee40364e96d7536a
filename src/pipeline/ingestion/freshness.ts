import type { Contract } from '../../contracts/index.ts'
import { durationMs } from '../../core/duration.ts'
import type { Trouble } from '../../exceptions/index.ts'
import type { Source } from './define.ts'

/**
 * When each source was last read, all that it has, and when records of each contract last came in, by
 * whichever door: by name.
 */
export interface LastTimes {
  readonly pulled: ReadonlyMap<string, Date>
  readonly arrived: ReadonlyMap<string, Date>
}

/** Whether a contract keeps its freshness promise. */
export interface Freshness {
  /** `never`: it promises something, and nothing has come in yet. */
  readonly state: 'fresh' | 'late' | 'never' | 'no-promise'
  /** When records of it last came in. */
  readonly lastAt: Date | null
  /** When the next ones are due, as it promises; it is late since then when that is past. */
  readonly dueAt: Date | null
}

/** Holds a contract against its freshness promise. */
export function freshnessOf(
  { name, fresh }: Pick<Contract, 'name' | 'fresh'>,
  { arrived }: Pick<LastTimes, 'arrived'>,
  now: Date,
): Freshness {
  const lastAt = arrived.get(name) ?? null
  if (!fresh) return { state: 'no-promise', lastAt, dueAt: null }
  if (!lastAt) return { state: 'never', lastAt, dueAt: null }
  const dueAt = new Date(lastAt.getTime() + durationMs(fresh.within))
  return { state: now > dueAt ? 'late' : 'fresh', lastAt, dueAt }
}

/**
 * The sources whose time has come: those with `every` that were not read for so long, or never.
 * @param waiting sources that are not read by their schedule now, by name: they stand still, or are
 *   tried again at a time of their own
 */
export function dueSources(
  sources: readonly Source[],
  { pulled }: Pick<LastTimes, 'pulled'>,
  waiting: ReadonlySet<string>,
  now: Date,
): Source[] {
  return sources.filter(({ name, every, from }) => {
    if (every === undefined || from.door !== 'file' || waiting.has(name)) return false
    const last = pulled.get(name)
    return last === undefined || now.getTime() - last.getTime() >= durationMs(every)
  })
}

/**
 * The freshness promises that are broken. A contract that never brought anything is held to its promise
 * from `since` on: when Linchpin began to watch.
 */
export function staleContracts(
  contracts: readonly Contract[],
  { arrived }: Pick<LastTimes, 'arrived'>,
  since: Date,
  now: Date,
): Trouble[] {
  return contracts.flatMap((contract): Trouble[] => {
    const { name, owner, fresh } = contract
    if (!fresh) return []
    const last = arrived.get(name)
    const age = now.getTime() - (last ?? since).getTime()
    if (age <= durationMs(fresh.within)) return []
    return [
      {
        mode: 'stale',
        contract: name,
        owner,
        title: `${name}: nothing has come in within ${fresh.within}, as its contract promises`,
        about: name,
        detail: { within: fresh.within, last: last?.toISOString() ?? null },
      },
    ]
  })
}
