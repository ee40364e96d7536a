import { factTable, may } from '../fact-table.ts'

/** A deal that may bring revenue. */
export const opportunity = factTable('opportunity', {
  account: may('text'),
  /** One of the identifiers of the person it is with; further people by `contactRole`. */
  person: may('text'),
  amount: may('money'),
  stage: may('text'),
  /** `open`, `won` or `lost`. */
  status: may('text'),
  createdAt: may('time'),
  closedAt: may('time'),
})
