import { factTable, needs } from '../fact-table.ts'

/**
 * Two deals that turned out to be one: `from` counts no more, its people belong to `into`. Bare ids are
 * of one system; deals of two systems are merged with `idIn`.
 */
export const opportunityMerge = factTable('opportunityMerge', {
  from: needs('reference'),
  into: needs('reference'),
})
