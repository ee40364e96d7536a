import { factTable, may } from '../fact-table.ts'

/** A deal that may bring revenue. */
export const opportunity = factTable('opportunity', {
  /** The account's id, as the same system gives it, unless `idIn` names another. */
  account: may('reference'),
  /** One of the identifiers of the person it is with; further people by `contactRole`. */
  person: may('identifier'),
  amount: may('money'),
  stage: may('text'),
  /** `open`, `won` or `lost`. */
  status: may('text'),
  createdAt: may('time'),
  closedAt: may('time'),
})
