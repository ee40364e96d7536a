import { expect, test } from 'vitest'
import { amountOf, isIn, revenuePerPost, type Earned } from './earned.ts'

const earned = (...money: Earned['money']): Earned => ({
  touches: 1,
  people: 1,
  leads: 0,
  opportunities: 0,
  won: 0,
  money,
})
const of = (currency: string, revenue: number) => ({
  currency,
  pipeline: 0,
  wonAmount: 0,
  revenue,
})

test('what came in another currency is written out, and never stands as nought', () => {
  const dollars = earned(of('USD', 5_000))
  expect(isIn(dollars, 'revenue', 'EUR')).toBe(false)
  expect(amountOf(dollars, 'revenue', 'EUR')).toBe('US$5k')
  expect(amountOf(earned(of('EUR', 100), of('USD', 5_000)), 'revenue', 'EUR')).toBe(
    '€100 and US$5k',
  )
})

test('what is all in one currency is a number', () => {
  expect(amountOf(earned(of('EUR', 12.5), of('USD', 0)), 'revenue', 'EUR')).toBe(12.5)
  expect(amountOf(earned(), 'revenue', undefined)).toBe(0)
})

test('what came in several currencies is not divided among the posts, and is not nought', () => {
  const topic = { topic: 'pricing', title: 'Pricing', posts: 2 }
  expect(revenuePerPost({ ...topic, ...earned(of('EUR', 100)) }, 'EUR')).toBe(50e6)
  expect(revenuePerPost({ ...topic, ...earned(of('EUR', 100), of('USD', 1)) }, 'EUR')).toBeNull()
})

test('what was earned without a post of its own is not divided among none', () => {
  const topic = { topic: 'pricing', title: 'Pricing', posts: 0 }
  expect(revenuePerPost({ ...topic, ...earned(of('EUR', 100)) }, 'EUR')).toBeNull()
})
