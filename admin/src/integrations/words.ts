import { formatMany, formatSpan, formatWord } from '../ui/format.ts'
import type { FailureMode, Integration, Integrations, ListedContract, Source } from './types.ts'

type Kept = Pick<ListedContract, 'contract' | 'freshness' | 'held' | 'promise' | 'sources'>

/** Whether it waits for a person to say go. */
const standsStill = ({ sources }: Kept): boolean =>
  sources.some(({ pausedBy }) => pausedBy !== null)

/** By how much a contract is late, in milliseconds; 0 while it keeps its promise. */
export const latenessOf = (
  { freshness: { state, dueAt } }: Pick<Kept, 'freshness'>,
  now: number,
): number => (state === 'late' && dueAt ? Math.max(0, now - new Date(dueAt).getTime()) : 0)

/** The finding of all contracts together, as a title. */
export function findingOfAll(systems: Integrations['systems'], now: number): string {
  const contracts = systems.flatMap((system) => system.contracts)
  if (contracts.length === 0) return 'No system is connected yet'
  const still = contracts.filter(standsStill)
  if (still.length === 1) return `${still[0]!.contract} stands still until somebody says go`
  if (still.length > 1) {
    return `${formatWord(still.length)} contracts stand still until somebody says go`
  }
  const late = contracts
    .filter(({ freshness }) => freshness.state === 'late')
    .sort((a, b) => latenessOf(b, now) - latenessOf(a, now))
  const [worst] = late
  if (worst) {
    const by = formatSpan(latenessOf(worst, now))
    if (late.length === 1) return `${worst.contract} is ${by} late`
    return `${formatWord(late.length)} contracts are late, ${worst.contract} by ${by}`
  }
  const held = contracts.reduce((sum, each) => sum + each.held, 0)
  if (held > 0) {
    const records = formatMany(held, 'record is', 'records are')
    return `Every promise is kept, and ${records} in quarantine`
  }
  const promising = contracts.filter(({ promise }) => promise !== null).length
  if (promising === 0) return `${formatMany(contracts.length, 'contract')}, and none promises when`
  const silent = contracts.filter(({ freshness }) => freshness.state === 'never').length
  if (silent > 0)
    return `${formatMany(silent, 'contract has', 'contracts have')} brought nothing yet`
  if (promising === 1) return 'The one contract with a promise keeps it'
  return `All ${promising} contracts keep their promise`
}

/** The finding of one contract, as a title. */
export function findingOf(it: Kept, now: number): string {
  const { contract, freshness, held } = it
  if (standsStill(it)) return `${contract} stands still until somebody says go`
  if (freshness.state === 'late') return `${contract} is ${formatSpan(latenessOf(it, now))} late`
  if (held > 0)
    return `${formatMany(held, 'record')} of ${contract} ${held === 1 ? 'is' : 'are'} in quarantine`
  if (freshness.state === 'fresh') return `${contract} keeps its promise`
  if (freshness.lastAt === null) return `${contract} has brought nothing yet`
  return `${contract} brings what it can, and promises no time`
}

const units = { ms: 'millisecond', s: 'second', m: 'minute', h: 'hour', d: 'day' } as const

/** A duration of a contract in words: `24h` is "24 hours". */
export function durationText(duration: string): string {
  const [, count = '', unit = ''] = /^([\d.]+)(ms|s|m|h|d)$/.exec(duration) ?? []
  const noun = units[unit as keyof typeof units]
  return noun ? `${count} ${noun}${count === '1' ? '' : 's'}` : duration
}

/** Where the records of a source come from, as a sentence. */
export function sourceText({ door, path, format, every }: Source): string {
  if (door === 'collector') return 'Events that are sent to the collector'
  const what = format === 'jsonl' ? 'JSON lines' : 'CSV'
  const when = every ? `looked at every ${everyText(every)}` : 'read when somebody asks'
  return `${what} in ${path}, ${when}`
}

const everyText = (every: string): string => durationText(every).replace(/^1 /, '')

/** What has happened when an exchange failed in this way. */
export const modeText: Readonly<Record<FailureMode, string>> = {
  timeout: 'No answer came in time',
  unavailable: 'The other side is down, or refuses to talk',
  'rate-limited': 'The other side says: too many calls',
  unauthorized: 'The access was refused or taken away',
  malformed: 'A record cannot be parsed',
  violation: 'A record parses, and breaks the schema',
  drift: 'The fields changed',
  duplicate: 'A record comes again',
  late: 'A record is older than what is held',
  missing: 'Something that was expected is absent',
  stale: 'Nothing new came in within the promised time',
  conflict: 'Two wrote the same at once',
  restricted: 'Region, consent or policy forbids it',
  'over-budget': 'The budget for calls, money or volume is spent',
  unconfirmed: 'It was sent, and nobody knows whether it arrived',
}

const faceText = {
  added: 'A field was added',
  removed: 'A field is gone',
  changed: 'A field changed its kind',
} as const

export const pathWhen = ({ mode, face }: Integration['paths'][number]): string =>
  face === null ? modeText[mode] : faceText[face]

export interface FieldRow {
  readonly name: string
  /** What it holds, in words. */
  readonly holds: string
  readonly required: boolean
  /** Whether the files that were read last have it; undefined where no file was read. */
  readonly seen: boolean | undefined
  /** Whether the contract names it. */
  readonly declared: boolean
}

interface Shape {
  readonly type?: string
  readonly format?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Shape[]
}

/** The fields of a contract's records, and what its files have besides, in one list. */
export function fieldsOf({
  payload,
  columns,
}: Pick<Integration, 'payload' | 'columns'>): FieldRow[] {
  const { properties = {}, required = [] } = (payload ?? {}) as {
    properties?: Readonly<Record<string, Shape>>
    required?: readonly string[]
  }
  const seen = columns.length > 0 ? new Set(columns.flatMap((each) => each.seen)) : undefined
  const declared = Object.entries(properties).map(([name, shape]) => ({
    name,
    holds: shapeText(shape),
    required: required.includes(name),
    seen: seen?.has(name),
    declared: true,
  }))
  const added = [...new Set(columns.flatMap((each) => each.added))].map((name) => ({
    name,
    holds: 'not known to the contract',
    required: false,
    seen: true,
    declared: false,
  }))
  return [...declared, ...added]
}

function shapeText({ type, format, const: only, enum: choices, anyOf }: Shape): string {
  if (anyOf) return anyOf.map(shapeText).join(' or ')
  if (choices) return choices.map((each) => String(each)).join(' or ')
  if (only !== undefined) return JSON.stringify(only)
  if (format) return format === 'date-time' ? 'date and time' : format
  const plain = {
    string: 'text',
    integer: 'whole number',
    boolean: 'yes or no',
    null: 'nothing',
    array: 'list',
  }
  return plain[type as keyof typeof plain] ?? type ?? 'anything'
}
