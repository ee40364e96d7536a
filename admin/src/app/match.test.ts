import { expect, test } from 'vitest'
import { matching } from './match.ts'

const all = ['Go to Content', 'Go to the Desk', 'Resolve this exception', 'Assign it to Desk'].map(
  (label) => ({ label }),
)
const found = (typed: string) => matching(all, typed).map(({ label }) => label)

test('without a word, everything stands in its order', () => {
  expect(found('')).toEqual(all.map(({ label }) => label))
})

test('words fit in any order and any case', () => {
  expect(found('DESK go')).toEqual(['Go to the Desk'])
})

test('what begins with the words stands before what only holds them', () => {
  expect(found('s')).toEqual(['Go to the Desk', 'Resolve this exception', 'Assign it to Desk'])
  expect(found('assign')[0]).toBe('Assign it to Desk')
})

test('what fits nothing finds nothing', () => {
  expect(found('zebra')).toEqual([])
})
