import { bucketCount, bucketRanges, firstBucketFrom } from './bucket.ts'
import type { TablePlacement, TableRestriction, TableVariant } from './variant-table.ts'

/** A variant that a class of units may see, and the buckets that see it. */
export interface Arm {
  readonly variant: TableVariant
  /** The first bucket, and the first one after the last. */
  readonly from: number
  readonly to: number
  /** The probability that a covered unit of this class falls here: its share of the covered buckets. */
  readonly propensity: number
}

/**
 * The arms of everybody to whom the same variants are allowed. Weights are renormalised over the
 * allowed variants, and the propensities are counted from the very buckets that choose, so what is
 * logged is what happened. A variant whose share is too small for one bucket is never shown, and so is
 * no arm.
 */
export function armsWithout(
  { variants, coverage }: TablePlacement,
  forbidden: ReadonlySet<string>,
): readonly Arm[] {
  const allowed = variants.filter(({ name, weight }) => weight > 0 && !forbidden.has(name))
  // Scaled by the largest first, so that even huge weights have a finite sum.
  const largest = Math.max(...allowed.map(({ weight }) => weight))
  const scaled = allowed.map(({ weight }) => weight / largest)
  const sum = scaled.reduce((total, weight) => total + weight, 0)
  const weights = scaled.map((weight) => weight / sum)
  const buckets = bucketRanges(allowed.length, coverage, weights).map(([from, to]) => ({
    from: firstBucketFrom(from),
    // Rounding may leave the last range a hair short of 1, but never short of a whole bucket.
    to: Math.min(bucketCount, firstBucketFrom(to)),
  }))
  const covered = buckets.reduce((total, { from, to }) => total + to - from, 0)
  return allowed.flatMap((variant, n) => {
    const { from, to } = buckets[n]!
    return to > from ? [{ variant, from, to, propensity: (to - from) / covered }] : []
  })
}

/** The restrictions that hold in a region. Where it is not known, the strictest reading holds: all of them. */
export const restrictionsIn = (
  restrictions: readonly TableRestriction[],
  region: string | undefined,
): TableRestriction[] =>
  restrictions.filter(({ regions }) =>
    regions.some((place) => region === undefined || mayLieIn(region, place)),
  )

/** The variants that may not be shown in a region. */
export const forbiddenIn = (
  restrictions: readonly TableRestriction[],
  region: string | undefined,
): ReadonlySet<string> =>
  new Set(restrictionsIn(restrictions, region).flatMap(({ variants }) => variants))

/** Whether a request from `region` may come from `place`: `US` may be `US-CA`, since its part is not known. */
export const mayLieIn = (region: string, place: string): boolean =>
  region === place || region.startsWith(`${place}-`) || place.startsWith(`${region}-`)
