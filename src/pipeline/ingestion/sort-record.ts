import { judge, type Contract, type Refusal } from '../../contracts/index.ts'
import { digest } from '../../platform/digest.ts'
import type { Incoming } from './accept.ts'
import { stableText } from './stable-text.ts'
import type { Landing } from './store.ts'
import { verdictOf } from './verdict.ts'

/** What a record comes to by itself; whether it is a duplicate or late shows where it lands. */
export type SortedRecord =
  | { readonly verdict: 'land'; readonly landing: Landing }
  | { readonly verdict: 'filter'; readonly reason: string; readonly refusal?: Refusal }
  | { readonly verdict: 'hold'; readonly refusal: Refusal; readonly raw: Buffer }

/** Judges a record at the door, as it comes in; nothing is written. */
export function sortRecord(contract: Contract, record: Incoming, receivedAt: Date): SortedRecord {
  if ('malformed' in record) {
    const { malformed: raw, mode = 'malformed', reason } = record
    const refusal = { mode, at: '', reason }
    return verdictOf(contract, mode) === 'filter'
      ? { verdict: 'filter', reason, refusal }
      : { verdict: 'hold', refusal, raw }
  }
  const judgement = judge(contract, record.raw, receivedAt)
  const json = () => record.json ?? JSON.stringify(record.raw)
  if (judgement.ok) {
    const found = judgement.value
    if (found.verdict === 'filter') return found
    const { key, changedAt } = found
    const content = contract.keep === 'latest' ? digest(stableText(record.raw)) : ''
    return { verdict: 'land', landing: { key, json: json(), digest: content, changedAt } }
  }
  const refusal = judgement.error
  return verdictOf(contract, refusal.mode) === 'filter'
    ? { verdict: 'filter', reason: refusal.reason, refusal }
    : { verdict: 'hold', refusal, raw: Buffer.from(json()) }
}
