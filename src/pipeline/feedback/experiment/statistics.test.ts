import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedData } from '../../../../test/harness/shared-data.ts'
import { alwaysValidInterval } from './always-valid-interval.ts'
import { alwaysValidP } from './always-valid-p.ts'
import { proportion, type Arm } from './arm.ts'
import { difference, type Difference } from './difference.ts'
import { mixingScale } from './mixing-scale.ts'
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

const armOf = ({ kind, sum, sum_squares = 0, n }: Moments): Arm =>
  kind === 'proportion'
    ? proportion(sum, n)
    : { units: n, mean: sum / n, variance: (sum_squares - sum ** 2 / n) / (n - 1) }

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
        near(found.value.estimate, vector.expected.expected)
        const { low, high } = alwaysValidInterval(found.value, vector.alpha)
        near(low, vector.expected.ci[0])
        near(high, vector.expected.ci[1])
        near(alwaysValidP(found.value, vector.alpha), vector.expected.pValue)
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
  test('fifty looks at two equal arms raise fewer false alarms than alpha allows', () => {
    const runs = 4_000
    const random = seeded(20_260_504)
    let sequential = 0
    let naive = 0
    for (let run = 0; run < runs; run++) {
      const looks = lookFiftyTimes(random)
      if (looks.some((look) => alwaysValidP(look, 0.05) < 0.05)) sequential += 1
      if (looks.some(({ estimate, error }) => Math.abs(estimate / error) > 1.96)) naive += 1
    }
    expect(sequential / runs).toBeLessThan(0.05)
    // What the same looks do to the usual test: the reason why it is not shown.
    expect(naive / runs).toBeGreaterThan(0.25)
  })

  /** Two arms of 5,000 units that convert alike, looked at after every hundred. */
  function lookFiftyTimes(random: () => number): Difference[] {
    const counts = [0, 0]
    const looks: Difference[] = []
    for (let units = 100; units <= 5_000; units += 100) {
      for (const n of [0, 1]) for (let i = 0; i < 100; i++) if (random() < 0.1) counts[n]! += 1
      const look = difference(proportion(counts[0]!, units), proportion(counts[1]!, units))
      if (look.ok) looks.push(look.value)
    }
    return looks
  }
})

describe('the sample ratio', () => {
  test('counts an arm that should have had units and has none, and leaves out one of weight 0', () => {
    expect(
      sampleRatioP([
        { units: 100, weight: 1 },
        { units: 0, weight: 1 },
      ]),
    ).toBeLessThan(1e-5)
    expect(
      sampleRatioP([
        { units: 100, weight: 1 },
        { units: 7, weight: 0 },
      ]),
    ).toBe(1)
    expect(sampleRatioP([])).toBe(1)
  })
  test('says nothing by the first visitor, in however small an arm', () => {
    expect(ratio([0, 1], [0.95, 0.05])).toBeCloseTo(1, 12)
    expect(ratio([0, 2], [0.95, 0.05])).toBeGreaterThan(0.2)
  })

  test('is what one gets who bets on each visitor by those before', () => {
    const shares = [0.2, 0.3, 0.5]
    const counts = [0, 0, 0]
    const concentration = 1 / mixingScale(worstSampleRatio)
    const random = seeded(7)
    let won = 1
    for (let units = 0; units < 500; units++) {
      // Dealt alike, where other shares were planned.
      const arm = Math.floor(random() * 3)
      const foretold = (concentration * shares[arm]! + counts[arm]!) / (concentration + units)
      won *= foretold / shares[arm]!
      counts[arm]! += 1
      expect(ratio(counts, shares)).toBeCloseTo(Math.min(1, 1 / won), 9)
    }
    expect(won).toBeGreaterThan(1 / worstSampleRatio)
  })

  test('looked at after every visitor, raises fewer false alarms than it says', () => {
    const runs = 1_000
    const random = seeded(20_260_504)
    let sequential = 0
    let naive = 0
    for (let run = 0; run < runs; run++) {
      const { leastP, mostPearson } = lookAtEachVisitor(random)
      if (leastP < 0.05) sequential += 1
      if (mostPearson > 3.84) naive += 1
    }
    expect(sequential / runs).toBeLessThan(0.05)
    // What the same looks do to Pearson's test, which is good for one.
    expect(naive / runs).toBeGreaterThan(0.25)
  })

  test('finds that a twentieth of one arm is lost', () => {
    expect(ratio([20_000, 19_000], [0.5, 0.5])).toBeLessThan(worstSampleRatio)
  })

  /** Four hundred visitors, dealt 19 to 1, and alike from the 200th on, under another table. */
  function lookAtEachVisitor(random: () => number): { leastP: number; mostPearson: number } {
    const counts: [number, number] = [0, 0]
    const expected: [number, number] = [0, 0]
    const found = { leastP: 1, mostPearson: 0 }
    for (let n = 0; n < 400; n++) {
      const small = n < 200 ? 0.05 : 0.5
      counts[random() < small ? 1 : 0] += 1
      expected[0] += 1 - small
      expected[1] += small
      found.leastP = Math.min(found.leastP, ratio(counts, expected))
      const pearson = (counts[0] - expected[0]) ** 2 * (1 / expected[0] + 1 / expected[1])
      found.mostPearson = Math.max(found.mostPearson, pearson)
    }
    return found
  }

  const ratio = (units: readonly number[], weights: readonly number[]) =>
    sampleRatioP(units.map((count, n) => ({ units: count, weight: weights[n]! })))
})

/** Mulberry32: chance that is the same in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
