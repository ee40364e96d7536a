import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../../test/harness/seeded.ts'
import { sharedData } from '../../../../test/harness/shared-data.ts'
import { alwaysValidInterval } from './always-valid-interval.ts'
import { alwaysValidP } from './always-valid-p.ts'
import { proportion, type Arm } from './arm.ts'
import { difference, type Difference } from './difference.ts'
import { sampleRatioP } from './sample-ratio.ts'
import { worstSampleRatio } from './verdict.ts'

interface Moments {
  kind: 'proportion' | 'mean'
  sum: number
  sum_squares?: number
  n: number
}
interface Vector {
  name: string
  method: string
  difference: 'absolute' | 'relative'
  alpha: number
  control: Moments
  treatment: Moments
  expected: { expected: number; ci: [number, number]; pValue: number; errorMessage: string | null }
}
interface Vectors {
  vectors: Vector[]
  srm: { users: number[]; weights: number[]; p: number }[]
}

const file = sharedData('growthbook/gbstats_vectors.json')
const known = file ? (JSON.parse(readFileSync(file, 'utf8')) as Vectors) : undefined

const near = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-6 * Math.abs(expected) + 1e-15)

/** An arm by the plain moments, with p (1 - p) where units convert or do not. */
const armOf = ({ kind, sum, sum_squares = 0, n }: Moments): Arm => {
  const mean = sum / n
  const variance =
    kind === 'proportion' ? mean * (1 - mean) : (sum_squares - sum ** 2 / n) / (n - 1)
  return { units: n, mean, variance }
}

/**
 * How wide our interval is where theirs is 1. They count the units of both arms alike, however unequal
 * the arms are, and they take p (1 - p) for the variance; for equal and large arms that is the same.
 */
const widths: Readonly<Record<string, number>> = {
  'upstream test: means': 1,
  'upstream test: small means': 1,
  'drawn proportion 0': 1.0001,
  'drawn proportion 2': 1.5717,
  'drawn proportion 8': 1.0163,
  'drawn proportion 10': 2.7248,
  'drawn proportion 12': 1,
  'drawn proportion 14': 0.892,
  'drawn proportion 18': 2.8699,
  'drawn zero-inflated log-normal mean 0': 1.0321,
  'drawn zero-inflated log-normal mean 2': 1,
  'drawn zero-inflated log-normal mean 4': 0.9964,
  'drawn zero-inflated log-normal mean 6': 1,
  'drawn zero-inflated log-normal mean 8': 1,
  'drawn zero-inflated log-normal mean 10': 1.0321,
}

describe.skipIf(!known)(
  'against the answers of another engine (skipped without ../shared/data)',
  () => {
    const sequential = (known?.vectors ?? []).filter(
      ({ method, difference }) => method.startsWith('sequential') && difference === 'absolute',
    )

    test('has vectors of sequential tests and of sample ratios', () => {
      expect([sequential.length, known?.srm.length]).toEqual([20, 7])
    })

    test.each(sequential)(
      '$name: $control.sum/$control.n, $treatment.sum/$treatment.n',
      (vector) => {
        const found = difference(armOf(vector.control), armOf(vector.treatment))
        expect(found.ok).toBe(vector.expected.errorMessage === null)
        if (!found.ok) return
        const theirs = { ...found.value, units: vector.control.n + vector.treatment.n }
        near(theirs.estimate, vector.expected.expected)
        const { low, high } = alwaysValidInterval(theirs, vector.alpha)
        near(low, vector.expected.ci[0])
        near(high, vector.expected.ci[1])
        near(alwaysValidP(theirs, vector.alpha), vector.expected.pValue)
      },
    )

    test.each(sequential.filter(({ expected }) => expected.errorMessage === null))(
      'the interval of $name is wider by what unequal arms and few conversions want',
      ({ name, alpha, control, treatment, expected }) => {
        const ours = ({ kind, sum, n }: Moments) => kind === 'proportion' && proportion(sum, n)
        const found = difference(
          ours(control) || armOf(control),
          ours(treatment) || armOf(treatment),
        )
        const { low, high } = alwaysValidInterval(valueOf(found), alpha)
        const [theirLow, theirHigh] = expected.ci
        expect((high - low) / (theirHigh - theirLow)).toBeCloseTo(widths[name]!, 4)
      },
    )

    test.each(known?.srm ?? [])('sample ratio of $users by $weights', ({ users, weights, p }) => {
      // Theirs is that of a single look: to be good at every look costs some of it, and never gains.
      const found = sampleRatioP(users.map((units, n) => ({ units, weight: weights[n]! })))
      expect(found).toBeGreaterThanOrEqual(p)
      expect(found < worstSampleRatio).toBe(p < worstSampleRatio)
    })
  },
)

describe('the comparison of two arms', () => {
  const arm = fc
    .integer({ min: 0, max: 1e7 })
    .chain((units) => fc.integer({ min: 0, max: units }).map((n) => proportion(n, units)))

  test('refuses by name what it cannot compare, and never gives a figure that is none', () => {
    expect(difference(proportion(0, 0), proportion(5, 10))).toEqual({
      ok: false,
      error: 'no-units',
    })
    expect(difference(proportion(0, 9), proportion(5, 10))).toEqual({
      ok: false,
      error: 'no-variance',
    })
    expect(difference(proportion(9, 9), proportion(5, 10))).toMatchObject({ error: 'no-variance' })
    fc.assert(
      fc.property(arm, arm, (control, treatment) => {
        const found = difference(control, treatment)
        if (!found.ok) return
        const { low, high } = alwaysValidInterval(found.value, 0.05)
        const p = alwaysValidP(found.value, 0.05)
        expect([low, high, p].every(Number.isFinite)).toBe(true)
        expect(low).toBeLessThan(high)
        expect(p >= 0 && p <= 1).toBe(true)
      }),
    )
  })

  test('has a p-value below alpha exactly where its interval leaves zero out', () => {
    const alphas = fc.constantFrom(0.01, 0.05, 0.1)
    fc.assert(
      fc.property(arm, arm, alphas, (control, treatment, alpha) => {
        const found = difference(control, treatment)
        if (!found.ok) return
        const { low, high } = alwaysValidInterval(found.value, alpha)
        const nearest = Math.min(Math.abs(low), Math.abs(high))
        fc.pre(nearest > 1e-9 * (high - low))
        expect(alwaysValidP(found.value, alpha) < alpha).toBe(low > 0 || high < 0)
      }),
    )
  })

  test('is the same seen from the other arm', () => {
    fc.assert(
      fc.property(arm, arm, (control, treatment) => {
        const [one, other] = [difference(control, treatment), difference(treatment, control)]
        expect(one.ok).toBe(other.ok)
        if (!one.ok || !other.ok) return
        const [a, b] = [
          alwaysValidInterval(one.value, 0.05),
          alwaysValidInterval(other.value, 0.05),
        ]
        expect(a.low).toBeCloseTo(-b.high, 12)
        expect(alwaysValidP(one.value, 0.05)).toBeCloseTo(alwaysValidP(other.value, 0.05), 12)
      }),
    )
  })

  test('is tightest, against a single look, near the 5,000 units that it is tuned for', () => {
    const width = (units: number) => {
      const { low, high } = alwaysValidInterval({ estimate: 0, error: 1, units }, 0.05)
      return high - low
    }
    const sizes = [50, 500, 2_000, 5_000, 12_500, 50_000, 500_000]
    const widths = sizes.map(width)
    expect(sizes[widths.indexOf(Math.min(...widths))]).toBe(5_000)
  })
})

describe('peeking', () => {
  /** Two arms that convert alike. */
  interface Run {
    /** The chance of the second arm, in the first quarter of the run and after it. */
    readonly chance: readonly [first: number, then: number]
    readonly rate: number
    readonly units: number
    readonly every: number
  }

  test.each<Run & { runs: number }>([
    { chance: [0.5, 0.5], rate: 0.1, units: 10_000, every: 200, runs: 2_000 },
    { chance: [0.1, 0.1], rate: 0.02, units: 20_000, every: 200, runs: 400 },
    { chance: [0.05, 0.05], rate: 0.05, units: 20_000, every: 200, runs: 400 },
    { chance: [0.02, 0.02], rate: 0.05, units: 20_000, every: 200, runs: 400 },
    { chance: [0.02, 0.5], rate: 0.05, units: 20_000, every: 200, runs: 400 },
  ])(
    'raises fewer false alarms than alpha allows where $chance.0, then $chance.1 of units are of one arm',
    ({ runs, ...run }) => {
      const random = seeded(20_260_504)
      let sequential = 0
      let naive = 0
      for (let n = 0; n < runs; n++) {
        const looks = lookOften(random, run)
        if (looks.some((look) => alwaysValidP(look, 0.05) < 0.05)) sequential += 1
        if (looks.some(({ estimate, error }) => Math.abs(estimate / error) > 1.96)) naive += 1
      }
      expect(sequential / runs).toBeLessThan(0.05)
      // What the same looks do to the usual test: the reason why it is not shown.
      expect(naive / runs).toBeGreaterThan(0.15)
    },
  )

  test('is not paid for by being blind: a small arm that loses much is found', () => {
    const found = valueOf(difference(proportion(950, 19_000), proportion(30, 1_000)))
    expect(alwaysValidP(found, 0.05)).toBeLessThan(0.05)
  })

  function lookOften(random: () => number, { chance, rate, units, every }: Run): Difference[] {
    const [held, other] = [
      { units: 0, conversions: 0 },
      { units: 0, conversions: 0 },
    ]
    const looks: Difference[] = []
    for (let n = 1; n <= units; n++) {
      const arm = random() < chance[n <= units / 4 ? 0 : 1] ? other : held
      arm.units += 1
      if (random() < rate) arm.conversions += 1
      if (n % every > 0) continue
      const look = difference(
        proportion(held.conversions, held.units),
        proportion(other.conversions, other.units),
      )
      if (look.ok) looks.push(look.value)
    }
    return looks
  }
})

function valueOf(found: ReturnType<typeof difference>): Difference {
  if (!found.ok) throw new Error(`cannot be compared: ${found.error}`)
  return found.value
}
