import type { Contract, FailureMode } from '../../../contracts/index.ts'
import type { Queryable } from '../../../platform/database/index.ts'
import { digest } from '../../../platform/digest.ts'
import type { Incoming } from '../accept.ts'
import { sortRecord } from '../sort-record.ts'
import { selectHeldUnderKeys, selectKnownRefusals, type Landing } from '../store.ts'
import { verdictOf } from '../verdict.ts'

/** What would become of one record at the door. */
export interface Fate {
  readonly fate: 'land' | 'duplicate' | 'filter' | 'quarantine'
  /** Of a record that would land or is held already. */
  readonly key?: string
  /** The failure mode; absent where a filter that the contract declares leaves it out. */
  readonly mode?: FailureMode
  readonly at?: string
  readonly reason?: string
}

type Known = Pick<Landing, 'digest'> & { readonly changedAt: Date | null | undefined }

/**
 * Tells what the door would do with records that come one batch after the other, as if each batch had
 * landed before the next: nothing is written, and nobody has to wait for it.
 */
export function foreteller(db: Queryable, contract: Contract, now: Date) {
  const known = new Map<string, Known>()
  const refused = new Set<string>()
  const dismissed = new Set<string>()

  return async (records: readonly Incoming[]): Promise<Fate[]> => {
    const sorted = records.map((record) => sortRecord(contract, record, now))
    const keys = new Set<string>()
    const digests = new Set<string>()
    for (const each of sorted) {
      if (each.verdict === 'hold') digests.add(digest(each.raw))
      if (each.verdict !== 'land') continue
      keys.add(each.landing.key)
      // It may be late, and then be held back already; or it was left out for good.
      digests.add(digest(Buffer.from(each.landing.json)))
    }
    const unknown = [...keys].filter((key) => !known.has(key))
    for (const { key, ...held } of await selectHeldUnderKeys(db, contract, unknown)) {
      known.set(key, { ...held, digest: held.digest ?? '' })
    }
    for (const each of await selectKnownRefusals(db, contract.name, [...digests])) {
      refused.add(each.digest)
      if (each.state === 'dismissed') dismissed.add(each.digest)
    }

    const hold = (raw: Buffer, why: Omit<Fate, 'fate'>): Fate => {
      const mark = digest(raw)
      if (refused.has(mark)) {
        return { fate: 'duplicate', mode: 'duplicate', reason: 'it is in the quarantine already' }
      }
      refused.add(mark)
      return { fate: 'quarantine', ...why }
    }
    const landing = ({ key, json, digest: content, changedAt }: Landing): Fate => {
      if (dismissed.has(digest(Buffer.from(json)))) {
        return { fate: 'duplicate', key, mode: 'duplicate', reason: 'it was left out for good' }
      }
      const held = known.get(key)
      if (held?.changedAt && changedAt && held.changedAt > changedAt) {
        const late = { mode: 'late', at: '', reason: 'it is older than what is held' } as const
        return verdictOf(contract, 'late') === 'filter'
          ? { fate: 'filter', key, ...late }
          : hold(Buffer.from(json), late)
      }
      if (held?.digest === content) {
        return { fate: 'duplicate', key, mode: 'duplicate', reason: 'it is held already' }
      }
      known.set(key, { digest: content, changedAt: contract.keep === 'latest' ? changedAt : null })
      return { fate: 'land', key }
    }
    return sorted.map((each): Fate => {
      if (each.verdict === 'land') return landing(each.landing)
      if (each.verdict === 'hold') return hold(each.raw, each.refusal)
      return { fate: 'filter', ...each.refusal, reason: each.reason }
    })
  }
}
