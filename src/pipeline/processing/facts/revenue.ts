import { factTable, may, needs } from '../fact-table.ts'

/** Money that came in, or, negative, went back. */
export const revenue = factTable('revenue', {
  amount: needs('money'),
  at: needs('time'),
  opportunity: may('text'),
  account: may('text'),
  /** One of the identifiers of the person who paid. */
  person: may('text'),
})
