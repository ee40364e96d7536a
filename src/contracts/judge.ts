import { Compile, type Validator } from 'typebox/compile'
import { err, ok, type Result } from '../core/result.ts'
import type { TSchema } from '../core/schema.ts'
import type { Contract } from './define.ts'
import type { FailureMode } from './failure-mode.ts'
import { readInstant } from './read-date.ts'
import { readText } from './read-text.ts'

/** Why a record is refused: the failure mode, the field and a sentence. */
export interface Refusal {
  readonly mode: FailureMode
  /** The field as a path, `amount` or `items/0/price`; empty for the record itself. */
  readonly at: string
  readonly reason: string
}

/** What becomes of a record: it lands under a key, or a declared filter leaves it out. */
export type Judgement =
  | { readonly verdict: 'land'; readonly key: string; readonly changedAt: Date | undefined }
  | { readonly verdict: 'filter'; readonly reason: string }

/**
 * Holds a record as it came against its contract.
 * @param receivedAt when it came in: what says that it changed long after that is not believed
 */
export function judge(
  contract: Contract,
  raw: unknown,
  receivedAt: Date,
): Result<Judgement, Refusal> {
  const decoded = decode(contract, raw)
  if (!decoded.ok) return decoded
  const payload = decoded.value
  try {
    const reason: unknown = contract.filter?.(payload)
    if (typeof reason === 'string' && reason !== '') return ok({ verdict: 'filter', reason })
    if (!isNone(reason)) {
      return refuse(
        '',
        `its filter gives ${nameOf(reason)}; write a reason, or undefined to keep it`,
      )
    }
    const key = contract.key(payload)
    const wrong = wrongKey(key)
    if (wrong) return refuse('', wrong)
    const changedAt = whenChanged(contract, payload, receivedAt)
    return changedAt.ok
      ? ok({ verdict: 'land', key, changedAt: changedAt.value })
      : refuse('', changedAt.error)
  } catch (error) {
    return refuse(
      '',
      `the contract's own function failed on it: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/**
 * When a record says that it changed, if it does, or why that cannot be told. Text is read as dates
 * are everywhere in a contract: nothing is guessed, and a time without a zone is UTC.
 */
export function whenChanged(
  contract: Pick<Contract, 'changedAt' | 'text'>,
  payload: unknown,
  receivedAt: Date,
): Result<Date | undefined, string> {
  const changed: unknown = contract.changedAt?.(payload)
  if (changed === undefined || changed === null) return ok(undefined)
  const at = typeof changed === 'string' ? readInstant(changed, contract.text?.dates) : ok(changed)
  if (!at.ok) return err(`the time it changed: ${at.error}`)
  // A number may count seconds or milliseconds, and the one taken for the other is another century.
  if (!(at.value instanceof Date)) {
    return err(`the time it changed is ${nameOf(changed)}; write it as ISO 8601, or as a Date`)
  }
  const ms = at.value.getTime()
  if (Number.isNaN(ms)) return err('the time it changed is a Date of no time')
  // Once it is held, whatever is right and comes after it would be late for as long as that lasts.
  return ms - receivedAt.getTime() > mostAheadMs
    ? err(
        `the time it changed, ${at.value.toISOString()}, is more than a day after it came in; mend it and send it again`,
      )
    : ok(at.value)
}

/** Clocks differ, and a day may be written by the calendar of a zone that is ahead. */
const mostAheadMs = 86_400_000

/** `it.test && 'a test record'` is what `test` is where that is none: false, null or an empty cell. */
const isNone = (reason: unknown): boolean =>
  reason === undefined || reason === null || reason === false || reason === ''

const nameOf = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'boolean'
    ? `the ${typeof value} ${value}`
    : `a value of type ${typeof value}`

/** The typed payload of a record as it came, or why it breaks the schema. */
export function decode(contract: Contract, raw: unknown): Result<unknown, Refusal> {
  if (isDeeper(raw, deepest)) return refuse('', `it is nested deeper than ${deepest} levels`)
  const read = contract.text ? readText(contract.payload, raw, contract.text) : ok(raw)
  if (!read.ok) return read
  const validator = validatorOf(contract.payload)
  return validator.Check(read.value) ? read : explain(validator.Errors(read.value))
}

/** Says the first error in words: where, and what was asked for. */
function explain(errors: ReturnType<Validator['Errors']>) {
  const [error] = errors
  if (!error) return refuse('', 'it breaks the schema')
  const path = error.instancePath.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')
  const { requiredProperties, allowedValue } = error.params as {
    requiredProperties?: readonly string[]
    allowedValue?: unknown
  }
  const name = requiredProperties?.[0]
  if (name !== undefined) return refuse([path, name].filter(Boolean).join('/'), 'it is missing')
  if (allowedValue === undefined) return refuse(path, error.message)
  const allowed = errors
    .filter(
      ({ instancePath, keyword }) => keyword === 'const' && instancePath === error.instancePath,
    )
    .map(({ params }) => JSON.stringify((params as { allowedValue: unknown }).allowedValue))
  return refuse(path, `must be ${allowed.join(' or ')}`)
}

/** What is wrong with a key, if anything. PostgreSQL holds no text with a NUL in it. */
function wrongKey(key: unknown): string | undefined {
  if (key === undefined || key === null || key === '') {
    return 'its key is empty, so it could not be told from other records'
  }
  if (typeof key !== 'string') return `its key is a ${typeof key}; write key: (it) => String(…)`
  if (key.length > longestKey) return `its key is longer than ${longestKey} characters`
  return key.includes('\0') || !key.isWellFormed()
    ? 'its key has a character that is none'
    : undefined
}

/** Whether lists and objects lie in each other deeper than that. Our walks and PostgreSQL's recurse. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  for (const each of Object.values(value)) {
    if (typeof each === 'object' && isDeeper(each, levels - 1)) return true
  }
  return false
}

const deepest = 100
const longestKey = 500

const refuse = (at: string, reason: string) => err<Refusal>({ mode: 'violation', at, reason })

/** Compiling a schema takes milliseconds and checking one microseconds, so each is compiled once. */
const validators = new WeakMap<TSchema, Validator>()

function validatorOf(schema: TSchema): Validator {
  let validator = validators.get(schema)
  if (!validator) {
    validator = Compile(schema)
    validators.set(schema, validator)
  }
  return validator
}
