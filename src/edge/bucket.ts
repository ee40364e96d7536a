/** How many buckets units fall into. */
export const bucketCount = 10_000

const start = 0x811c9dc5

/** FNV-1a over UTF-16 code units, 32 bits. A text may be hashed in pieces: `from` is the hash so far. */
export function fnv1a(text: string, from: number = start): number {
  let hash = from
  for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193)
  return hash >>> 0
}

/**
 * The bucket that a unit falls into, 0 to 9999: GrowthBook's hash version 2 without the division,
 * `fnv1a(String(fnv1a(seed + unit))) % 10000`.
 *
 * @param seeded `fnv1a(seed)`, computed once a placement
 */
export const bucketOf = (seeded: number, unit: string): number =>
  fnv1a(String(fnv1a(unit, seeded))) % bucketCount

/** From (inclusive) and to (exclusive), in [0, 1]. */
export type Range = readonly [from: number, to: number]

export const equalWeights = (count: number): number[] =>
  count < 1 ? [] : Array.from({ length: count }, () => 1 / count)

/**
 * Where each variant's units lie in [0, 1), as in GrowthBook's SDKs. Coverage trims the end of each
 * range, so raising it never moves a unit from one variant to another. Weights that do not sum to 1
 * are replaced by equal ones.
 */
export function bucketRanges(
  count: number,
  coverage: number,
  weights: readonly number[] | null = null,
): Range[] {
  const covered = Math.min(1, Math.max(0, coverage))
  const sum = weights?.reduce((total, weight) => total + weight, 0) ?? 0
  const sound = weights?.length === count && sum >= 0.99 && sum <= 1.01
  let at = 0
  return (sound ? weights : equalWeights(count)).map((weight) => {
    const from = at
    at += weight
    return [from, from + covered * weight]
  })
}

/** The first range that holds the position, or -1. */
export const rangeOf = (position: number, ranges: readonly Range[]): number =>
  ranges.findIndex(([from, to]) => position >= from && position < to)

/**
 * The first bucket at or above a position in [0, 1]. `bucket < firstBucketFrom(to)` says exactly what
 * `bucket / 10000 < to` says, so whole numbers can be compared and, above all, counted.
 */
export function firstBucketFrom(position: number): number {
  let bucket = Math.max(0, Math.floor(position * bucketCount) - 1)
  while (bucket < bucketCount && bucket / bucketCount < position) bucket++
  return bucket
}
