import { Compile, type Validator } from 'typebox/compile'
import { err, ok, type Result } from '../core/result.ts'
import type { TSchema } from '../core/schema.ts'
import type { Contract } from './define.ts'
import type { FailureMode } from './failure-mode.ts'
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

/** Holds a record as it came against its contract. */
export function judge(contract: Contract, raw: unknown): Result<Judgement, Refusal> {
  const decoded = decode(contract, raw)
  if (!decoded.ok) return decoded
  const payload = decoded.value
  try {
    const reason = contract.filter?.(payload)
    if (reason !== undefined) return ok({ verdict: 'filter', reason })
    const key = contract.key(payload)
    if (typeof key !== 'string' || key === '') {
      return refuse('', 'its key is empty, so it could not be told from other records')
    }
    if (key.length > longestKey) {
      return refuse('', `its key is longer than ${longestKey} characters`)
    }
    const changed = contract.changedAt?.(payload)
    const changedAt = changed === undefined ? undefined : new Date(changed)
    if (changedAt && Number.isNaN(changedAt.getTime())) {
      return refuse('', `the time it changed, "${String(changed)}", is not a time`)
    }
    return ok({ verdict: 'land', key, changedAt })
  } catch (error) {
    return refuse('', `the contract's own function failed on it: ${(error as Error).message}`)
  }
}

/** The typed payload of a record as it came, or why it breaks the schema. */
export function decode(contract: Contract, raw: unknown): Result<unknown, Refusal> {
  const read = contract.text ? readText(contract.payload, raw, contract.text) : ok(raw)
  if (!read.ok) return read
  const validator = validatorOf(contract.payload)
  if (validator.Check(read.value)) return read
  const [error] = validator.Errors(read.value)
  const required = error?.params as { requiredProperties?: string[] } | undefined
  const name = required?.requiredProperties?.[0]
  const at = [error?.instancePath.slice(1), name].filter(Boolean).join('/')
  return refuse(at, name ? 'it is missing' : (error?.message ?? 'it breaks the schema'))
}

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
