import { expect, test } from 'vitest'
import { spacedTimes } from './spaced-times.ts'

test.each([
  ['all where there is room', 3, 5, [0, 1, 2]],
  ['every second', 12, 7, [1, 3, 5, 7, 9, 11]],
  ['first and last where that comes out even', 13, 7, [0, 2, 4, 6, 8, 10, 12]],
  ['one alone', 1, 4, [0]],
  ['none of none', 0, 4, []],
])('%s', (_, many, count, spaced) => {
  expect(spacedTimes([...Array(many).keys()], count)).toEqual(spaced)
})
