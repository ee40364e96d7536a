import type { Fact } from '../../core/fact.ts'
import { factSchema } from './fact-schema.ts'

/** A fact that has its id. */
export type NamedFact = Fact & { readonly id: string }

/**
 * Gives the facts of one signal the ids that they were not given: the signal's key, and where there are
 * more of a kind, the key with their number, so that each can be told from the others.
 * @returns what is wrong, as a text, where two of a kind were given one id
 */
export function nameFacts(facts: readonly Fact[], key: string): readonly NamedFact[] | string {
  const taken = new Set<string>()
  const unnamed = new Map<string, number>()
  const named: NamedFact[] = []
  for (const fact of facts) {
    const { fact: kind, id = idOf(kind, key, unnamed) } = fact
    // Persons, accounts and content may be told of more than once; nothing is told of a link.
    const isOnce = kind !== 'identity' && factSchema[kind]!.newest === undefined
    if (isOnce && taken.has(`${kind} ${id}`)) {
      return `it returned two facts ${kind} with the id '${id}'; give each an id of its own`
    }
    taken.add(`${kind} ${id}`)
    named.push({ ...fact, id })
  }
  return named
}

function idOf(kind: string, key: string, unnamed: Map<string, number>): string {
  const number = (unnamed.get(kind) ?? 0) + 1
  unnamed.set(kind, number)
  return number === 1 ? key : `${key}#${number}`
}
