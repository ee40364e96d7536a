import { factTable, needs } from '../fact-table.ts'

/** Two deals of a system that turned out to be one: `from` counts no more, its people belong to `into`. */
export const opportunityMerge = factTable('opportunityMerge', {
  from: needs('text'),
  into: needs('text'),
})
