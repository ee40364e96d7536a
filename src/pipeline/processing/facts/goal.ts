import { factTable, may, needs } from '../fact-table.ts'

/** Something that we want people to do, done. */
export const goal = factTable('goal', {
  name: needs('text'),
  /** One of the person's identifiers. */
  person: needs('identifier'),
  at: needs('time'),
  value: may('money'),
})
