import type { Fact, FactValue, Reference } from '../../core/fact.ts'
import type { Money } from '../../core/money.ts'
import { namesSomething } from './identity.ts'
import { isReference, partsOf } from './reference.ts'

/**
 * What a column holds. Two sorts take two columns in the warehouse: money `<name>_micros` and
 * `<name>_currency`, a reference to a record `<name>` and `<name>_system`.
 */
export type ColumnType =
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'time'
  | 'money'
  | 'texts'
  | 'reference'
  /** A name of a person; one that names nobody is as good as none. */
  | 'identifier'

interface ValueOf {
  text: string
  number: number
  integer: number
  boolean: boolean
  time: Date | string
  money: Money
  texts: readonly string[]
  reference: string | Reference
  identifier: string
}

export interface Column {
  readonly type: ColumnType
  readonly required: boolean
}

const column = <T extends ColumnType, R extends boolean>(type: T, required: R) =>
  ({ type, required }) as const

/** A column that every fact of the kind has. */
export const needs = <T extends ColumnType>(type: T) => column(type, true)
/** A column that may be unknown. */
export const may = <T extends ColumnType>(type: T) => column(type, false)

type Columns = Readonly<Record<string, Column>>
type NeededValues<C extends Columns> = {
  [N in keyof C as C[N]['required'] extends true ? N : never]: ValueOf[C[N]['type']]
}
type OptionalValues<C extends Columns> = {
  [N in keyof C as C[N]['required'] extends true ? never : N]?:
    ValueOf[C[N]['type']] | null | undefined
}

/** A kind of fact: its columns, and the function that contracts make such facts with. */
export interface FactTable<C extends Columns = Columns> {
  (values: { id?: string } & NeededValues<C> & OptionalValues<C>): Fact
  readonly kind: string
  readonly columns: C
}

/**
 * Declares a kind of fact. The function checks what it is given, because workspaces run without a
 * type check: a fact with a wrong value fails where it is made, not later in a report.
 */
export function factTable<const C extends Columns>(kind: string, columns: C): FactTable<C> {
  const make = ({ id, ...values }: { id?: string } & Record<string, unknown>): Fact => {
    const row: Record<string, FactValue> = {}
    for (const [name, { type, required }] of Object.entries(columns)) {
      const value = values[name]
      if (value === undefined || value === null || value === '' || isNameless(type, value)) {
        if (required) throw new TypeError(`${kind}(): ${name} is missing${saying(value)}`)
        continue
      }
      row[name] = checked(kind, name, type, value)
    }
    const unknown = Object.keys(values).find((name) => !(name in columns))
    if (unknown) {
      throw new TypeError(`${kind}() has no ${unknown}; it has ${Object.keys(columns).join(', ')}`)
    }
    const isNamed = id !== undefined && (typeof id !== 'string' || namesSomething(id))
    return { fact: kind, ...(isNamed ? { id } : {}), values: row }
  }
  return Object.assign(make, { kind, columns })
}

/** `user:undefined`, or the account `''`, would make one of everybody who has none. */
function isNameless(type: ColumnType, value: unknown): boolean {
  if (type !== 'identifier' && type !== 'reference') return false
  const id = type === 'reference' && isReference(value) ? partsOf(value)[0] : value
  return typeof id === 'string' && !namesSomething(id)
}

const saying = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? `: '${value}' names nobody` : ''

function checked(kind: string, name: string, type: ColumnType, value: unknown): FactValue {
  const wrong = (wanted: string) =>
    new TypeError(`${kind}(): ${name} must be ${wanted}, not ${JSON.stringify(value)}`)
  switch (type) {
    case 'text':
    case 'identifier':
      if (typeof value !== 'string') throw wrong('text')
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong('true or false')
      return value
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong('a number')
      return value
    case 'integer':
      if (!Number.isSafeInteger(value)) throw wrong('a whole number')
      return value as number
    case 'time': {
      const at = new Date(value as string | Date)
      if (Number.isNaN(at.getTime())) throw wrong('a time')
      return at
    }
    case 'money':
      if (!Number.isSafeInteger((value as Money).micros)) throw wrong(`money(…, 'EUR')`)
      return value as Money
    case 'texts':
      if (!Array.isArray(value) || value.some((each) => typeof each !== 'string')) {
        throw wrong('a list of texts')
      }
      return value as readonly string[]
    case 'reference':
      if (!isReference(value)) throw wrong('an id, or idIn(system, id)')
      return value
  }
}
