import { expect, test } from 'vitest'
import { daysRange } from './days-range.ts'

const range = daysRange(90)

test('an address says how far a screen looks back, and nothing where that is usual', () => {
  for (const days of [7, 30, 365, undefined] as const) {
    const search = range.choose({ topic: 'pricing', range: 30 as const }, days)
    expect(search).toEqual({ topic: 'pricing', range: days ?? 'all' })
    expect(range.daysOf(range.read(search.range))).toBe(days)
  }
  expect(range.choose({ topic: 'pricing', range: 'all' as const }, 90)).toEqual({
    topic: 'pricing',
  })
  expect(range.daysOf(undefined)).toBe(90)
})

test('what an address cannot mean is left out', () => {
  expect([8, '7', 90, null].map((given) => range.read(given))).toEqual(Array(4).fill(undefined))
})
