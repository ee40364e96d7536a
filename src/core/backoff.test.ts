import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

test('the wait doubles with each attempt, up to the cap, and chance shortens it', () => {
  const backoff = { baseMs: 100, capMs: 1_000 }
  expect([1, 2, 3, 4, 5, 50].map((attempt) => backoffMs(backoff, attempt, 1))).toEqual([
    100, 200, 400, 800, 1_000, 1_000,
  ])
  expect(backoffMs(backoff, 4, 0)).toBe(0)
})

test('it is never negative, and never above the cap', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000_000),
      fc.nat(10_000_000),
      fc.nat(10_000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (baseMs, capMs, attempt, random) => {
        const wait = backoffMs({ baseMs, capMs }, attempt, random)
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(capMs)
      },
    ),
  )
})
