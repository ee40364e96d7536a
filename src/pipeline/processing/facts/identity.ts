import { factTable, may, needs } from '../fact-table.ts'

/** Two or more identifiers of one person. It joins what is known under each of them. */
export const identity = factTable('identity', {
  /** Identifiers, the surest first. */
  same: needs('texts'),
  /** Joins even two different user ids: the product itself says that one became the other. */
  certain: may('boolean'),
})
