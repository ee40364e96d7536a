import { judge, type Contract, type Judgement, type Refusal } from '../../contracts/index.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Incoming } from './accept.ts'
import type { HeldRecord } from './quarantine-store.ts'
import { verdictOf } from './verdict.ts'

/** What today's contract says of a held record: it may go to the door again, or it stays, and why. */
export type Rejudgement =
  | { readonly verdict: 'go'; readonly record: Incoming; readonly judgement: Judgement }
  | { readonly verdict: 'stay'; readonly refusal: Refusal }

export interface Rejudged {
  readonly held: HeldRecord
  readonly contract: Contract
  readonly now: Rejudgement
}

/**
 * Judges held records once more. Duplicates and late records are found only where they land, because
 * that depends on what is held by then.
 */
export function rejudge(
  contracts: readonly Contract[],
  records: readonly HeldRecord[],
): Result<Rejudged[], string> {
  const rejudged: Rejudged[] = []
  for (const held of records) {
    const contract = contracts.find(({ name }) => name === held.contract)
    if (!contract) {
      return err(
        `records of '${held.contract}' are held, but the workspace has no contract of that name; ` +
          `bring it back, or dismiss them`,
      )
    }
    rejudged.push({ held, contract, now: rejudgeOne(contract, held) })
  }
  return ok(rejudged)
}

function rejudgeOne(contract: Contract, held: HeldRecord): Rejudgement {
  const record = readRecord(held)
  const judgement: Result<Judgement, Refusal> =
    'malformed' in record
      ? err({ mode: 'malformed', at: '', reason: record.reason })
      : judge(contract, record.raw, held.receivedAt)
  if (judgement.ok) return { verdict: 'go', record, judgement: judgement.value }
  const refusal = judgement.error
  return verdictOf(contract, refusal.mode) === 'filter'
    ? { verdict: 'go', record, judgement: { verdict: 'filter', reason: refusal.reason } }
    : { verdict: 'stay', refusal }
}

/** The record as it came. What did not parse at its door, and is no JSON either, still does not parse. */
function readRecord({ raw, mode, reason }: HeldRecord): Incoming {
  try {
    const json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw)
    return { raw: JSON.parse(json) as unknown, json }
  } catch {
    return { malformed: raw, reason: mode === 'malformed' ? reason : 'it is not JSON' }
  }
}
