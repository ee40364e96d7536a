import type { Contract } from '../contracts/index.ts'
import { findRecord } from './find-record.ts'
import type { DecisionRecord } from './record.ts'

/** A contract that points to a decision which is not there. */
export interface LostDecision {
  readonly contract: string
  readonly reference: string
  /** What is wrong, and what to do about it. */
  readonly message: string
}

/** The contracts whose decision is not among the records. */
export const lostDecisions = (
  contracts: readonly Pick<Contract, 'name' | 'decision'>[],
  records: readonly DecisionRecord[],
): LostDecision[] =>
  contracts.flatMap(({ name, decision }) =>
    decision === undefined || findRecord(records, decision)
      ? []
      : [{ contract: name, reference: decision, message: explain(name, decision, records) }],
  )

function explain(contract: string, reference: string, records: readonly DecisionRecord[]): string {
  const known = records.slice(0, 5).map(({ id }) => id)
  const there =
    known.length === 0
      ? 'there is no folder decisions/ with records; write decisions/0001-….md'
      : `there are ${known.join(', ')}${records.length > known.length ? ', …' : ''}`
  return `the contract '${contract}' names the decision '${reference}', which is not there: ${there}`
}
