import type { Money } from './money.ts'

/** What a column of a fact may hold; `undefined` and `null` both mean "not known". */
export type FactValue =
  string | number | boolean | Date | Money | Reference | readonly string[] | null | undefined

/** A record of a named system: `idIn(hubspot, '42')`. */
export interface Reference {
  readonly system: string
  readonly id: string
}

/** A cleaned, typed row that a contract makes of a signal. Built by `touch(...)`, `opportunity(...)` and their like. */
export interface Fact {
  readonly fact: string
  /**
   * Unique among the facts of its kind that one contract makes; the signal's key when left out, with a
   * number where the signal has more of the kind. Persons, accounts and content may be told of again:
   * reports see each once, with what was told of it last.
   */
  readonly id?: string | undefined
  readonly values: Readonly<Record<string, FactValue>>
}
