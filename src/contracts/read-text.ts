import { err, ok, type Result } from '../core/result.ts'
import type { TSchema } from '../core/schema.ts'
import type { TextReading } from './define.ts'
import type { Refusal } from './judge.ts'
import { readDate } from './read-date.ts'
import { readNumber } from './read-number.ts'

interface Column {
  readonly type?: string
  readonly format?: string
}

/**
 * Reads a record of text cells into the types that the schema asks for. An empty cell of a column
 * that may be absent is left out. What is not text, and columns that the schema does not name, stay
 * as they came.
 */
export function readText(
  schema: TSchema,
  raw: unknown,
  { decimal, dates }: TextReading,
): Result<unknown, Refusal> {
  const columns = (schema as { properties?: Record<string, Column> }).properties
  if (!columns || typeof raw !== 'object' || raw === null) return ok(raw)
  const required = (schema as { required?: readonly string[] }).required ?? []
  const record: Record<string, unknown> = { ...raw }
  for (const [name, column] of Object.entries(columns)) {
    const cell = record[name]
    if (typeof cell !== 'string') continue
    const text = cell.trim()
    if (text === '' && (column.type !== 'string' || !required.includes(name))) {
      delete record[name]
      continue
    }
    const value = readCell(text, column, decimal, dates)
    if (!value.ok) return err({ mode: 'violation', at: name, reason: value.error })
    record[name] = value.value
  }
  return ok(record)
}

function readCell(
  text: string,
  column: Column,
  decimal: TextReading['decimal'],
  dates: TextReading['dates'],
): Result<unknown, string> {
  if (column.type === 'number' || column.type === 'integer') return readNumber(text, decimal)
  if (column.type === 'boolean') return readBoolean(text)
  if (column.format === 'date' || column.format === 'date-time') {
    return readDate(text, dates, column.format)
  }
  return ok(text)
}

function readBoolean(text: string): Result<boolean, string> {
  if (/^(true|t|yes|y|1)$/i.test(text)) return ok(true)
  if (/^(false|f|no|n|0)$/i.test(text)) return ok(false)
  return err(`"${text}" is neither true nor false`)
}
