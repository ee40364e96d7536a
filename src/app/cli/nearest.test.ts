import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

const commands = ['start', 'init', 'check', 'report', 'exceptions', 'rebuild']

test('finds the word that was meant', () => {
  expect(nearest('chekc', commands)).toBe('check')
  expect(nearest('exception', commands)).toBe('exceptions')
  expect(nearest('strat', commands)).toBe('start')
  expect(nearest('rep', commands)).toBe('report')
})

test('does not guess when nothing is near', () => {
  expect(nearest('deploy', commands)).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})
