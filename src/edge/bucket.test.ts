import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedData } from '../../test/harness/shared-data.ts'
import {
  bucketCount,
  bucketOf,
  bucketRanges,
  equalWeights,
  firstBucketFrom,
  fnv1a,
  rangeOf,
  type Range,
} from './bucket.ts'

const casesFile = sharedData('growthbook/sdk_cases.json')

interface Cases {
  hash: [seed: string, value: string, version: number, expected: number | null][]
  getBucketRange: [name: string, [number, number, number[] | null], expected: Range[]][]
  chooseVariation: [name: string, position: number, ranges: Range[], expected: number][]
  getEqualWeights: [count: number, expected: number[]][]
}

describe.skipIf(!casesFile)(
  `GrowthBook's SDK cases (skipped where shared/data/growthbook/sdk_cases.json is absent)`,
  () => {
    const cases = casesFile ? (JSON.parse(readFileSync(casesFile, 'utf8')) as Cases) : undefined

    test('hash, version 2', () => {
      const ours = cases!.hash.filter(([, , version]) => version === 2)
      expect(ours.length).toBeGreaterThan(5)
      for (const [seed, value, , expected] of ours) {
        expect(bucketOf(fnv1a(seed), value) / bucketCount).toBe(expected)
      }
    })

    test('getBucketRange', () => {
      for (const [name, [count, coverage, weights], expected] of cases!.getBucketRange) {
        const ranges = bucketRanges(count, coverage, weights).flat()
        expect(ranges, name).toHaveLength(expected.flat().length)
        ranges.forEach((edge, n) => expect(edge, name).toBeCloseTo(expected.flat()[n]!, 6))
      }
    })

    test('chooseVariation, also in whole buckets', () => {
      for (const [name, position, ranges, expected] of cases!.chooseVariation) {
        expect(rangeOf(position, ranges), name).toBe(expected)
        const bucket = Math.round(position * bucketCount)
        const whole = ranges.map(([from, to]) => [firstBucketFrom(from), firstBucketFrom(to)])
        const found = whole.findIndex(([from, to]) => bucket >= from! && bucket < to!)
        expect(found, name).toBe(expected)
      }
    })

    test('getEqualWeights', () => {
      for (const [count, expected] of cases!.getEqualWeights) {
        const weights = equalWeights(count)
        expect(weights).toHaveLength(expected.length)
        weights.forEach((weight, n) => expect(weight).toBeCloseTo(expected[n]!, 6))
      }
    })
  },
)

const weights = fc
  .array(fc.integer({ min: 1, max: 1_000 }), { minLength: 2, maxLength: 8 })
  .map((parts) => parts.map((part) => part / parts.reduce((sum, each) => sum + each, 0)))

describe('ranges', () => {
  test('a hash may be taken in two pieces', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        (one, two) => fnv1a(two, fnv1a(one)) === fnv1a(one + two),
      ),
    )
  })

  test('whole buckets say the same as positions', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999 }),
        fc.double({ min: 0, max: 1.01, noNaN: true }),
        (bucket, edge) => {
          expect(bucket < firstBucketFrom(edge)).toBe(bucket / bucketCount < edge)
        },
      ),
    )
  })

  test('raising the coverage brings units in and moves nobody to another variant', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        weights,
        share,
        share,
        fc.double({ min: 0, max: 0.9999, noNaN: true }),
        (w, a, b, at) => {
          const before = rangeOf(at, bucketRanges(w.length, Math.min(a, b), w))
          const after = rangeOf(at, bucketRanges(w.length, Math.max(a, b), w))
          if (before !== -1) expect(after).toBe(before)
        },
      ),
    )
  })
})
