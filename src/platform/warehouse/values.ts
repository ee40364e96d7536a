import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBTypeId,
  JSDuckDBValueConverter,
  LIST,
  SQLNULL,
  TIMESTAMP,
  VARCHAR,
  listValue,
  timestampValue,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBValueConverter,
  type JS,
} from '@duckdb/node-api'

/** A parameter as DuckDB wants it, and the type to bind it with. */
export interface Parameter {
  readonly value: DuckDBValue
  readonly type: DuckDBType
}

/**
 * Turns a value into a parameter. Whole numbers bind as BIGINT, other numbers as DOUBLE, a Date as a
 * TIMESTAMP in UTC, a list by its first known element.
 * @throws TypeError for a value that no column could hold
 */
export function toParameter(value: unknown): Parameter {
  if (value === null || value === undefined) return { value: null, type: SQLNULL }
  if (typeof value === 'string') return { value, type: VARCHAR }
  if (typeof value === 'boolean') return { value, type: BOOLEAN }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value)
      ? { value: BigInt(value), type: BIGINT }
      : { value, type: DOUBLE }
  }
  if (value instanceof Date) return { value: toTimestamp(value), type: TIMESTAMP }
  if (Array.isArray(value)) return listParameter(value)
  throw new TypeError(
    `a parameter of a statement must be text, a number, true or false, a Date, null or a list of these, not ${JSON.stringify(value)}`,
  )
}

function listParameter(items: readonly unknown[]): Parameter {
  const fraction = items.find((item) => typeof item === 'number' && !Number.isSafeInteger(item))
  const sample = fraction ?? items.find((item) => item !== null && item !== undefined)
  const type = sample === undefined ? VARCHAR : toParameter(sample).type
  const values = items.map((item) =>
    type === DOUBLE && typeof item === 'number' ? item : toParameter(item).value,
  )
  return { value: listValue(values), type: LIST(type) }
}

/** A moment in DuckDB's microseconds. */
export function toTimestamp(value: Date) {
  const ms = value.getTime()
  if (Number.isNaN(ms)) throw new TypeError('an invalid Date cannot be stored')
  return timestampValue(BigInt(ms) * 1000n)
}

const wholeNumbers: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
])

/**
 * Reads what DuckDB answers: whole numbers of any size as number (positions, counts and micros stay
 * below 2^53), decimals as number, timestamps and dates as Date, lists as arrays, structs as objects.
 */
export const readValue: DuckDBValueConverter<JS> = (value, type, converter) =>
  value !== null && wholeNumbers.has(type.typeId)
    ? Number(value)
    : JSDuckDBValueConverter(value, type, converter)
