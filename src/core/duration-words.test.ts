import { expect, test } from 'vitest'
import type { Duration } from './duration.ts'
import { durationWords } from './duration-words.ts'

test.each<[Duration, string]>([
  ['250ms', '250 milliseconds'],
  ['1s', '1 second'],
  ['1.5h', '1.5 hours'],
  ['15m', '15 minutes'],
  ['01d', '1 day'],
])('%s is said as "%s"', (duration, words) => {
  expect(durationWords(duration)).toBe(words)
})
