import { DefinitionError } from '../core/definition-error.ts'
import { isDuration, type Duration } from '../core/duration.ts'
import type { Fact } from '../core/fact.ts'
import type { Static, TSchema } from '../core/schema.ts'
import { declaredPaths } from './declared-paths.ts'
import { failureModes } from './failure-mode.ts'
import { faultInPath } from './fault-in-path.ts'
import type { FailurePaths } from './path.ts'

export { t } from '../core/schema.ts'
export { failureModes, type FailureMode } from './failure-mode.ts'
export { fallback, ignore, pause, quarantine, retry, review } from './path.ts'
export { standardPaths } from './standard-paths.ts'

/** A vendor or tool that we exchange data with. */
export interface System {
  readonly kind: 'system'
  readonly name: string
  readonly title: string
}

/** How columns of text (a CSV file's, say) are read into the numbers and dates that the payload asks for. */
export interface TextReading {
  /** The decimal sign of amounts. Without it, an amount with a comma is refused, never guessed. */
  readonly decimal?: '.' | ','
  /** The order of day, month and year. Without it, a date that reads two ways is refused. */
  readonly dates?: 'DMY' | 'MDY' | 'YMD'
  /** What stands for nothing besides an empty cell: `['NULL', 'n/a', '-']`. */
  readonly empty?: readonly string[]
}

/** What a mapping is told about the signal besides its payload. */
export interface SignalContext {
  readonly key: string
  readonly receivedAt: Date
}

export interface ContractSpec<S extends TSchema> {
  /** Unique in the workspace: `'crm.opportunities'`. */
  readonly name: string
  readonly version: string
  readonly from: System
  readonly owner: string
  readonly payload: S
  /** What makes a record the same record when it comes again. */
  readonly key: (payload: Static<S>) => string
  /**
   * When the key comes again: `'latest'` (a record that changes) or `'first'` (an event that happened once).
   * It may be changed later: what is held under a key is found whichever it was when it landed.
   */
  readonly keep?: 'latest' | 'first'
  /**
   * When the record last changed, if it says so; an older one than we hold is `late`. Text is read as
   * `text.dates` says, without a zone as UTC. What reads two ways, or lies more than a day ahead of
   * when the record came in, is a `violation`.
   */
  readonly changedAt?: (payload: Static<S>) => string | Date | null | undefined
  /** A reason to leave the record out, or none (undefined, null, false, ''). It is counted as filtered. */
  readonly filter?: (payload: Static<S>) => string | false | null | undefined
  readonly text?: TextReading
  /** What the figures mean, in words: the next reader's first question. */
  readonly means?: string
  readonly fresh?: { readonly within: Duration }
  /**
   * What the system's API is to be asked for, and how often. It is written down and shown; no source
   * calls an API yet, so nothing holds to it.
   */
  readonly call?: {
    readonly timeout: Duration
    readonly budget?: { readonly calls: number; readonly per: 'minute' | 'hour' | 'day' }
  }
  readonly failures: FailurePaths
  /** The facts that a signal stands for. Pure: the same signal always gives the same facts. */
  readonly becomes: (payload: Static<S>, signal: SignalContext) => readonly Fact[]
  /**
   * What `becomes` uses besides its own text: helper functions, tables, options. Linchpin tells by the
   * version, the payload and these that a mapping has changed, and that a rebuild is due.
   */
  readonly becomesWith?: readonly unknown[]
  readonly runbook?: string
  readonly decision?: string
}

/** What one system promises another, and what happens when it does not. */
export interface Contract extends Omit<
  ContractSpec<TSchema>,
  'key' | 'changedAt' | 'filter' | 'becomes' | 'keep'
> {
  readonly kind: 'contract'
  readonly keep: 'latest' | 'first'
  // The payload has been judged against `payload` before any of these is called.
  readonly key: (payload: unknown) => string
  readonly changedAt?: (payload: unknown) => string | Date | null | undefined
  readonly filter?: (payload: unknown) => string | false | null | undefined
  readonly becomes: (payload: unknown, signal: SignalContext) => readonly Fact[]
}

/** Names a system. */
export function defineSystem(spec: { name: string; title?: string }): System {
  const where = `defineSystem '${spec?.name}'`
  requireName(where, spec.name)
  return { kind: 'system', name: spec.name, title: spec.title ?? spec.name }
}

/**
 * Writes down what one system promises another. It does not compile until every failure mode has a
 * path; spread `standardPaths({ owner })` in and override what differs.
 *
 * @example
 * export const deals = defineContract({
 *   name: 'crm.deals', version: '1.0.0', from: crm, owner: 'revops',
 *   payload: t.Object({ id: t.String(), amount: t.Number() }),
 *   key: (deal) => deal.id,
 *   failures: standardPaths({ owner: 'revops' }),
 *   becomes: (deal) => [opportunity({ id: deal.id, amount: money(deal.amount, 'EUR') })],
 * })
 * @throws DefinitionError that names the field and what to write instead
 */
export function defineContract<S extends TSchema>(spec: ContractSpec<S>): Contract {
  const where = `defineContract '${spec?.name}'`
  requireName(where, spec.name)
  if (!/^\d+\.\d+\.\d+$/.test(spec.version)) {
    throw new DefinitionError(where, 'version', `write three numbers, for example '1.0.0'`)
  }
  if (spec.from?.kind !== 'system') {
    throw new DefinitionError(where, 'from', 'write the system, made by defineSystem({ name })')
  }
  if (!spec.owner) throw new DefinitionError(where, 'owner', 'write who answers for it')
  if (typeof spec.payload !== 'object') {
    throw new DefinitionError(where, 'payload', 'write a schema: t.Object({ id: t.String() })')
  }
  for (const name of ['key', 'becomes'] as const) {
    if (typeof spec[name] !== 'function') {
      throw new DefinitionError(where, name, 'write a function of the payload')
    }
  }
  requireSettings(where, spec)
  requirePaths(where, spec)
  // The one place where the payload's type is forgotten, so that contracts of different payloads can
  // stand in one list. `judge` has checked the payload before any of these functions sees it.
  return { ...(spec as unknown as Contract), keep: spec.keep ?? 'latest', kind: 'contract' }
}

type Settings = Pick<ContractSpec<TSchema>, 'fresh' | 'call' | 'keep' | 'text'>

function requireSettings(where: string, { fresh, call, keep, text }: Settings): void {
  const oneOf = (field: string, value: unknown, choices: readonly unknown[]) => {
    if (value !== undefined && !choices.includes(value)) {
      const listed = choices.map((each) => `'${String(each)}'`).join(' or ')
      throw new DefinitionError(where, field, `write ${listed}`)
    }
  }
  const duration = (field: string, value: unknown) => {
    if (!isDuration(value)) {
      throw new DefinitionError(where, field, `write a duration, for example '1h'`)
    }
  }
  if (fresh) duration('fresh.within', fresh.within)
  if (call) duration('call.timeout', call.timeout)
  if (call?.budget) {
    const { calls, per } = call.budget
    if (!Number.isSafeInteger(calls) || calls < 1) {
      throw new DefinitionError(where, 'call.budget.calls', 'write how many calls, 1 or more')
    }
    oneOf('call.budget.per', per ?? '', ['minute', 'hour', 'day'])
  }
  oneOf('keep', keep, ['latest', 'first'])
  if (text?.empty !== undefined && !isListOfTexts(text.empty)) {
    throw new DefinitionError(where, 'text.empty', `write a list of texts, for example ['n/a']`)
  }
  oneOf('text.decimal', text?.decimal, ['.', ','])
  oneOf('text.dates', text?.dates, ['DMY', 'MDY', 'YMD'])
}

const isListOfTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')

type Paths = Pick<ContractSpec<TSchema>, 'failures' | 'owner'>

function requirePaths(where: string, { failures, owner }: Paths): void {
  const faces = ['added', 'removed', 'changed'] as const
  const missing = failureModes.flatMap((mode) => {
    if (mode !== 'drift') return isPath(failures?.[mode]) ? [] : [mode]
    return faces.filter((face) => !isPath(failures?.drift?.[face])).map((face) => `drift.${face}`)
  })
  if (missing.length > 0) {
    throw new DefinitionError(
      where,
      'failures',
      `give a path to ${missing.join(', ')}, or spread in ...standardPaths({ owner: '${owner}' })`,
    )
  }
  for (const { mode, face, path } of declaredPaths({ failures })) {
    const field = face ? `failures.drift.${face}` : `failures.${mode}`
    const fault = faultInPath(field, path)
    if (fault) throw new DefinitionError(where, fault.field, fault.instead)
  }
}

const isPath = (value: unknown): boolean =>
  typeof (value as { path?: unknown } | undefined)?.path === 'string'

function requireName(where: string, name: unknown): void {
  if (typeof name !== 'string' || !/^[a-z][a-z0-9._-]*$/.test(name)) {
    throw new DefinitionError(
      where,
      'name',
      `write lower-case letters, digits, '.', '-' or '_', starting with a letter`,
    )
  }
}
