import { expect, test } from 'vitest'
import { durationMs, isDuration, type Duration } from './duration.ts'

test.each([
  ['250ms', 250],
  ['10s', 10_000],
  ['1.5h', 5_400_000],
  ['30d', 2_592_000_000],
] as const)('%s', (text, ms) => {
  expect(isDuration(text)).toBe(true)
  expect(durationMs(text)).toBe(ms)
})

test.each(['10', 's', '10 s', '-1s', '1e3s', '1w', ''])('%j is no duration', (text) => {
  expect(isDuration(text)).toBe(false)
  expect(() => durationMs(text as Duration)).toThrow(`write for example '10s' or '1h'`)
})
