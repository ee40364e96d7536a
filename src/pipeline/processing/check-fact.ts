import type { Fact, FactValue } from '../../core/fact.ts'
import type { Money } from '../../core/money.ts'
import type { ColumnType } from './fact-table.ts'
import { factTables } from './facts/index.ts'
import { namesSomething } from './identity.ts'
import { isReference } from './reference.ts'

/**
 * What is wrong with a fact, if anything. The functions that make facts have checked already; a
 * mapping that builds one by hand is found out here, before the fact reaches a table.
 */
export function checkFact(fact: Fact): string | undefined {
  const columns = cells.get(fact?.fact)
  if (!columns || typeof fact.values !== 'object') {
    return 'it returned something that is not a fact; make facts with touch(…), person(…) and their like'
  }
  if (fact.id !== undefined && typeof fact.id !== 'string') {
    return `the id of a ${fact.fact} must be text`
  }
  for (const [name, type, required] of columns) {
    const value = fact.values[name]
    const fits = value === undefined || value === null ? !required : isOf(type, value)
    if (!fits) return `${name} of a ${fact.fact} is missing or not ${type}`
  }
  return undefined
}

const cells: ReadonlyMap<string, readonly (readonly [string, ColumnType, boolean])[]> = new Map(
  Object.values(factTables).map(({ kind, columns }) => [
    kind,
    Object.entries(columns).map(([name, { type, required }]) => [name, type, required]),
  ]),
)

function isOf(type: ColumnType, value: NonNullable<FactValue>): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string'
    case 'identifier':
      return typeof value === 'string' && namesSomething(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'number':
      return Number.isFinite(value)
    case 'integer':
      return Number.isSafeInteger(value)
    case 'time':
      return value instanceof Date && !Number.isNaN(value.getTime())
    case 'money':
      return (
        Number.isSafeInteger((value as Money).micros) &&
        typeof (value as Money).currency === 'string'
      )
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string')
    case 'reference':
      return isReference(value)
  }
}
