import type { Contract } from '../../contracts/index.ts'
import { digest } from '../../platform/digest.ts'
import { codeText } from './code-text.ts'

/** Under which mapping a contract's facts are made: a digest that is another one when other facts may come of it. */
export interface Mapping {
  readonly contract: string
  readonly version: string
  readonly digest: string
}

/** A mapping that facts were made under, and from where on. */
export interface UsedMapping extends Mapping {
  /** The position behind which it was used. */
  readonly after: number
  readonly at: Date
}

/**
 * What facts depend on besides the signals: the system that they are of, the schema and the reading of
 * text, the mapping, and what it uses.
 */
export function mappingOf({
  name,
  version,
  from,
  payload,
  text,
  becomes,
  becomesWith = [],
}: Contract): Mapping {
  const uses = JSON.stringify([from.name, payload, text, becomesWith], (_, value: unknown) =>
    plain(value),
  )
  return {
    contract: name,
    version,
    digest: digest(`${version} ${codeText(String(becomes))} ${uses}`),
  }
}

/** What JSON has no words for, in words. */
function plain(value: unknown): unknown {
  if (typeof value === 'function') return codeText(String(value))
  if (value instanceof RegExp || typeof value === 'bigint') return String(value)
  return value instanceof Map || value instanceof Set ? [...value] : value
}

/** Today's mappings, as those of facts that are made from the first signal on. */
export const usedFromStart = (contracts: Iterable<Contract>, at: Date): UsedMapping[] =>
  [...contracts].map((contract) => ({ ...mappingOf(contract), after: 0, at }))

/** What has to be written down, and said, when facts go on under today's mappings. */
export interface MappingChange {
  /** The mappings of a contract as they are to be written down, in the place of those that were. */
  readonly rewritten: ReadonlyMap<string, readonly UsedMapping[]>
  /** Contracts whose older facts are of an earlier mapping since now: what they were, and are made under. */
  readonly changed: readonly { readonly was: UsedMapping; readonly now: UsedMapping }[]
  /** Contracts all of whose facts are of today's mapping. */
  readonly uniform: readonly string[]
}

/**
 * Holds today's mappings against those that the facts were made under.
 * @param used in the order in which they were used
 * @param hasSignals whether signals of a contract lie behind one position and up to another
 */
export async function compareMappings(
  today: readonly Mapping[],
  used: readonly UsedMapping[],
  hasSignals: (contract: string, after: number, upTo: number) => Promise<boolean>,
  { position, at }: { readonly position: number; readonly at: Date },
): Promise<MappingChange> {
  const known = Map.groupBy(used, ({ contract }) => contract)
  const rewritten = new Map<string, readonly UsedMapping[]>()
  const changed: { was: UsedMapping; now: UsedMapping }[] = []
  const uniform: string[] = []
  for (const mapping of today) {
    const { contract } = mapping
    const before = known.get(contract) ?? []
    const last = before.at(-1)
    if (last?.digest === mapping.digest) {
      if (before.length === 1) uniform.push(contract)
      continue
    }
    // One under which nothing was made has left no trace, as when a change is tried and taken back.
    const isIdle = last && !(await hasSignals(contract, last.after, position))
    const left = isIdle ? before.slice(0, -1) : before
    const was = left.at(-1)
    const now = { ...mapping, after: was ? position : (last?.after ?? 0), at }
    if (was?.digest === mapping.digest) rewritten.set(contract, left)
    else rewritten.set(contract, [...left, now])
    if (rewritten.get(contract)!.length === 1) uniform.push(contract)
    else if (was && was.digest !== mapping.digest) changed.push({ was, now })
  }
  return { rewritten, changed, uniform }
}
