/** Identifiers that a signal says are of one person, the surest first. */
export interface Link {
  readonly same: readonly string[]
  /** Joins even two different user ids. */
  readonly certain: boolean
}

/** Two identifiers that would have made one person of two users. */
export interface RefusedLink<L extends Link> {
  readonly link: L
  readonly pair: readonly [string, string]
}

/** What links change. */
export interface Joined<L extends Link> {
  /** Identifiers that were linked for the first time, and their person. */
  readonly added: ReadonlyMap<string, string>
  /** Persons that turned out to be another: from, to. */
  readonly merged: ReadonlyMap<string, string>
  readonly refused: readonly RefusedLink<L>[]
}

/**
 * Joins identifiers into persons, link by link in their order (union-find). A person is named by
 * the best of their identifiers: a user id, else an e-mail address, else a vendor's id, else an
 * anonymous one; among equals the first in the alphabet. So the name does not depend on the order.
 *
 * Two persons who both have a user id stay apart unless the link is certain: on a browser that two
 * users share, the second is not taken for the first. Each identifier of a link is held against the
 * first one by itself, so one refusal does not undo the rest.
 *
 * Links add up: what was once linked stays linked, also when a later record no longer says so,
 * because what a person did under an old address they still did.
 *
 * @param known identifiers that were linked before, with their person
 */
export function joinIdentities<L extends Link>(
  known: ReadonlyMap<string, string>,
  links: readonly L[],
): Joined<L> {
  const parents = new Map<string, string>()
  const seen = new Set<string>()
  const refused: RefusedLink<L>[] = []

  const find = (person: string): string => {
    let root = person
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next
    for (let each = person; each !== root;) {
      const next = parents.get(each)!
      parents.set(each, root)
      each = next
    }
    return root
  }
  const join = (a: string, b: string, certain: boolean): boolean => {
    const [one, two] = [find(known.get(a) ?? a), find(known.get(b) ?? b)]
    if (one === two) return true
    if (!certain && isUser(one) && isUser(two)) return false
    const [better, other] = isBetter(one, two) ? [one, two] : [two, one]
    parents.set(other, better)
    return true
  }

  for (const link of links) {
    const [first, ...rest] = link.same.filter(namesSomething)
    for (const each of rest) {
      if (each === first) continue
      if (join(first!, each, link.certain)) seen.add(first!).add(each)
      else refused.push({ link, pair: [first!, each] })
    }
  }

  const added = new Map<string, string>()
  for (const id of seen) if (!known.has(id)) added.set(id, find(id))
  const merged = new Map<string, string>()
  for (const person of new Set(known.values())) {
    const now = find(person)
    if (now !== person) merged.set(person, now)
  }
  return { added, merged, refused }
}

/** A nameless identifier (`email:`, `user:undefined`) would make one person of everybody who has none. */
export function namesSomething(id: string): boolean {
  const name = id.slice(id.indexOf(':') + 1).trim()
  return name !== '' && name !== 'undefined' && name !== 'null'
}

const isUser = (person: string): boolean => person.startsWith('user:')

function isBetter(one: string, two: string): boolean {
  const [a, b] = [rank(one), rank(two)]
  return a === b ? one < two : a < b
}

function rank(id: string): number {
  if (isUser(id)) return 0
  if (id.startsWith('email:')) return 1
  return id.startsWith('anonymous:') ? 3 : 2
}
