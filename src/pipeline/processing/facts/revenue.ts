import { factTable, may, needs } from '../fact-table.ts'

/** Money that came in, or, negative, went back. */
export const revenue = factTable('revenue', {
  amount: needs('money'),
  at: needs('time'),
  /** The id of the deal that it was paid for: see `idIn` for which system's it is. */
  opportunity: may('reference'),
  /** The id of the account that paid: see `idIn`. */
  account: may('reference'),
  /** One of the identifiers of the person who paid. */
  person: may('identifier'),
})
