/** Chance that can be had again: the same seed gives the same numbers. */
export interface Random {
  /** From 0 up to, and without, 1. */
  next(): number
  /** True with this probability. */
  chance(probability: number): boolean
  /** A whole number from `low` to `high`, both of them possible. */
  whole(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  /** One of them, each as likely as its weight says. */
  weighted<T extends { readonly weight: number }>(from: readonly T[]): T
  /** Exponentially distributed, with this mean. */
  wait(mean: number): number
}

/** Mulberry32 over a hash of the seed (FNV-1a). Made for examples, not for secrets. */
export function randomOf(seed: string): Random {
  let state = 0x811c9dc5
  for (let n = 0; n < seed.length; n++) {
    state = Math.imul(state ^ seed.charCodeAt(n), 0x01000193)
  }
  return randomFrom(() => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  })
}

/** The same for any source of numbers in [0, 1): `randomFrom(Math.random)`. */
export function randomFrom(next: () => number): Random {
  return {
    next,
    chance: (probability) => next() < probability,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (from) => from[Math.floor(next() * from.length)]!,
    weighted(from) {
      let left = next() * from.reduce((sum, { weight }) => sum + weight, 0)
      return from.find(({ weight }) => (left -= weight) < 0) ?? from.at(-1)!
    },
    wait: (mean) => -Math.log(1 - next()) * mean,
  }
}
