import { factTable, may } from '../fact-table.ts'

/** A company that buys or may buy. */
export const account = factTable('account', {
  name: may('text'),
  domain: may('text'),
  createdAt: may('time'),
})
