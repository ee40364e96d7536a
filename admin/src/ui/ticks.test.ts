import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { domainOf, scaleOf, ticks } from './ticks.ts'

const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })

describe('ticks', () => {
  it('are round, and exact where a float is not', () => {
    expect(ticks([0, 100], 4)).toEqual([0, 50, 100])
    expect(ticks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(ticks([-0.3, 0.3], 6)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3])
    expect(ticks([5, 5], 4)).toEqual([5])
  })

  it('lie within the domain and are never many', () => {
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 10 }), (a, b, count) => {
        fc.pre(Math.abs(a - b) > 1e-3)
        const [low, high] = a < b ? [a, b] : [b, a]
        const found = ticks([low, high], count)
        const room = (high - low) * 1e-6
        expect(found.length).toBeLessThanOrEqual(count + 1)
        expect(found.every((each) => each >= low - room && each <= high + room)).toBe(true)
      }),
    )
  })
})

describe('domainOf', () => {
  it('holds zero and round ends', () => {
    expect(domainOf([3, 87])).toEqual([0, 100])
    expect(domainOf([-12, 31])).toEqual([-20, 40])
  })

  it('is whole also for nothing, for one value and for what is no number', () => {
    expect(domainOf([])).toEqual([0, 1])
    expect(domainOf([0, 0])).toEqual([0, 1])
    expect(domainOf([Number.NaN, 2])).toEqual([0, 2])
  })

  it('holds every value', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const [low, high] = domainOf(values)
        const room = (high - low) * 1e-6
        expect(values.every((each) => each >= low - room && each <= high + room)).toBe(true)
      }),
    )
  })
})

describe('scaleOf', () => {
  it('is straight, and puts a single value in the middle', () => {
    const { at } = scaleOf([0, 10], [100, 0])
    expect([at(0), at(5), at(10)]).toEqual([100, 50, 0])
    expect(scaleOf([3, 3], [0, 10]).at(3)).toBe(5)
  })
})
