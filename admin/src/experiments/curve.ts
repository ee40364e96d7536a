import type { ExperimentDay } from './words.ts'

/** A day of the curve: the difference and its interval; nothing while the arms cannot be compared. */
export interface CurvePoint {
  /** In UTC: `2026-05-04`. */
  readonly at: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** The points of one arm, a day each. */
export const pointsOf = (days: readonly ExperimentDay[], arm: string): CurvePoint[] =>
  days.map(({ day, arms }) => {
    const { compared } = arms.find((each) => each.arm === arm) ?? {}
    return {
      at: day,
      value: compared?.estimate ?? null,
      low: compared?.low ?? null,
      high: compared?.high ?? null,
    }
  })

/**
 * How far from zero the drawing reaches. The first days' intervals span everything: what matters is
 * the later two thirds, and what is wider before is cut off at the edge.
 */
export function reachOf(points: readonly CurvePoint[]): number {
  const known = points.filter(({ value }) => value !== null)
  const later = known.slice(Math.floor(known.length / 3))
  const ends = later.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)])
  return Math.max(...ends, 0.001) * 1.08
}
