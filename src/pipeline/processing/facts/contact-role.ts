import { factTable, needs } from '../fact-table.ts'

/** A person's part in a deal. A deal may have several. */
export const contactRole = factTable('contactRole', {
  /** The opportunity's id: see `idIn` for which system's it is. */
  opportunity: needs('reference'),
  /** One of the person's identifiers. */
  person: needs('identifier'),
})
