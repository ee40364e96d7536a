import { factTable, may } from '../fact-table.ts'

/** What a system knows of a person. Its id is one of the person's identifiers: `person({ id: email(…) })`. */
export const person = factTable('person', {
  email: may('text'),
  name: may('text'),
  /** The account's id, as the same system gives it, unless `idIn` names another. */
  account: may('reference'),
  /** When the person became a lead, if they did. */
  leadAt: may('time'),
  createdAt: may('time'),
})
