import { expect, test } from 'vitest'
import { reachOf, type CurvePoint } from './curve.ts'

test('the wide intervals of the first days do not flatten the rest', () => {
  const point = (half: number): CurvePoint => ({
    at: '2026-05-04',
    value: 0.01,
    low: 0.01 - half,
    high: 0.01 + half,
  })
  const points = [point(0.9), point(0.4), point(0.2), point(0.1), point(0.05), point(0.04)]
  expect(reachOf(points)).toBeCloseTo(0.21 * 1.08, 6)
  expect(reachOf([])).toBeGreaterThan(0)
})
