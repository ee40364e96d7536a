/** Units that were dealt an arm under the same table of variants in the same region. */
export interface Dealt {
  readonly table: number
  readonly region: string
  readonly arm: string
  /** The probability, as logged, with which a covered unit there is dealt this arm. */
  readonly propensity: number
  readonly units: number
}

/** Stands for an arm that should have been dealt by its logged share and never was. */
export const neverDealt = '(an arm that nobody was dealt)'

/**
 * How many units each arm should have had, from the probabilities that were logged: the sum over
 * tables and regions of their units by the arm's share there. Weights may change from table to table
 * and restrictions from region to region without looking like a fault.
 *
 * A unit's record holds the probability of its own arm alone. Where a region's few units never met
 * some arm, its share is borrowed from a region of the same table that agrees on the arms it has. What
 * then lacks of 1 is the share of an arm that nobody was dealt, also where a placement covers only some
 * units: a logged probability is that among the covered ones.
 *
 * @returns units by arm, which add up to those that were dealt
 */
export function expectedShares(dealt: readonly Dealt[]): ReadonlyMap<string, number> {
  const expected = new Map<string, number>()
  for (const ofTable of Map.groupBy(dealt, ({ table }) => table).values()) {
    const regions = [...Map.groupBy(ofTable, ({ region }) => region).values()]
    const vectors = regions.map(sharesOf)
    regions.forEach((rows, n) => {
      const own = vectors[n]!
      const fuller = vectors
        .filter((other) => agrees(own, other))
        .reduce((best, other) => (other.size > best.size ? other : best), own)
      const units = rows.reduce((sum, row) => sum + row.units, 0)
      const known = [...fuller.values()].reduce((sum, share) => sum + share, 0)
      const missing = Math.max(0, 1 - known)
      for (const [arm, share] of fuller) add(expected, arm, (units * share) / (known + missing))
      if (missing > 1e-6) add(expected, neverDealt, (units * missing) / (known + missing))
    })
  }
  return expected
}

/** The logged share of each arm, weighted by units where several were logged. */
function sharesOf(rows: readonly Dealt[]): ReadonlyMap<string, number> {
  return new Map(
    [...Map.groupBy(rows, ({ arm }) => arm)].map(([arm, same]) => {
      const units = same.reduce((sum, row) => sum + row.units, 0)
      return [arm, same.reduce((sum, row) => sum + row.propensity * row.units, 0) / units]
    }),
  )
}

const agrees = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean =>
  [...one].every(([arm, share]) => Math.abs((other.get(arm) ?? -1) - share) < 1e-6)

const add = (sums: Map<string, number>, arm: string, more: number): unknown =>
  sums.set(arm, (sums.get(arm) ?? 0) + more)
