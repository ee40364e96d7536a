import { err, ok, type Result } from '../core/result.ts'
import type { TSchema } from '../core/schema.ts'
import type { TextReading } from './define.ts'
import type { Refusal } from './judge.ts'
import { readDate } from './read-date.ts'
import { readNumber } from './read-number.ts'

interface Shape {
  readonly type?: string
  readonly format?: string
  readonly anyOf?: readonly Shape[]
}

/** A column that the schema names: what it holds, and what an empty cell of it means. */
interface Column {
  readonly name: string
  readonly shape: Shape
  readonly empty: 'text' | 'null' | 'absent'
}

/**
 * Reads a record of text cells into the types that the schema asks for. An empty cell is null where
 * the schema takes null, else it is left out, except that a text that must be there stays empty. What
 * is not text, and columns that the schema does not name, stay as they came.
 */
export function readText(
  schema: TSchema,
  raw: unknown,
  { decimal, dates, empty }: TextReading,
): Result<unknown, Refusal> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return ok(raw)
  const record: Record<string, unknown> = { ...raw }
  for (const column of columnsOf(schema)) {
    const { name } = column
    const cell = record[name]
    if (typeof cell !== 'string') continue
    const text = cell.trim()
    if (text === '' || empty?.includes(text)) {
      if (column.empty === 'absent') delete record[name]
      else record[name] = column.empty === 'null' ? null : ''
      continue
    }
    const value = readCell(text, column.shape, decimal, dates)
    if (!value.ok) return err({ mode: 'violation', at: name, reason: value.error })
    record[name] = value.value
  }
  return ok(record)
}

/** A schema is looked through once, not for every record. */
const known = new WeakMap<TSchema, readonly Column[]>()

function columnsOf(schema: TSchema): readonly Column[] {
  let columns = known.get(schema)
  if (!columns) {
    const { properties = {}, required = [] } = schema as {
      properties?: Record<string, Shape>
      required?: readonly string[]
    }
    columns = Object.entries(properties).map(([name, declared]) => {
      const choices = declared.anyOf ?? [declared]
      const real = choices.filter(({ type }) => type !== 'null')
      const shape = real.length === 1 ? real[0]! : {}
      const mustBeText = (shape.type ?? 'string') === 'string' && required.includes(name)
      const empty = real.length < choices.length ? 'null' : mustBeText ? 'text' : 'absent'
      return { name, shape, empty }
    })
    known.set(schema, columns)
  }
  return columns
}

function readCell(
  text: string,
  shape: Shape,
  decimal: TextReading['decimal'],
  dates: TextReading['dates'],
): Result<unknown, string> {
  if (shape.type === 'number' || shape.type === 'integer') return readNumber(text, decimal)
  if (shape.type === 'boolean') return readBoolean(text)
  if (shape.format === 'date' || shape.format === 'date-time') {
    return readDate(text, dates, shape.format)
  }
  return ok(text)
}

function readBoolean(text: string): Result<boolean, string> {
  if (/^(true|t|yes|y|1)$/i.test(text)) return ok(true)
  if (/^(false|f|no|n|0)$/i.test(text)) return ok(false)
  return err(`"${text}" is neither true nor false`)
}
