import { describe, expect, test } from 'vitest'
import { seeded } from '../../../../test/harness/seeded.ts'
import { mixingScale } from './mixing-scale.ts'
import { sampleRatioP } from './sample-ratio.ts'
import { worstSampleRatio } from './verdict.ts'

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
