import { factTable, needs } from '../fact-table.ts'

/** A person's part in a deal. A deal may have several. */
export const contactRole = factTable('contactRole', {
  /** The opportunity's id. */
  opportunity: needs('text'),
  /** One of the person's identifiers. */
  person: needs('text'),
})
