import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { atMostEvery } from './at-most-every.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** How often it was done after so many seconds in which it was asked for every second. */
function doneWithin(seconds: number, everyMs: number): number {
  let done = 0
  const paced = atMostEvery(everyMs, () => (done += 1))
  for (let second = 0; second < seconds; second += 1) {
    paced.ask()
    vi.advanceTimersByTime(1_000)
  }
  paced.stop()
  return done
}

test('what is asked for every second is done once in a while', () => {
  expect(doneWithin(60, 15_000)).toBe(5)
  expect(doneWithin(60, 0)).toBe(60)
})

test('the first asking is done at once, and the last is not forgotten', () => {
  let done = 0
  const { ask } = atMostEvery(15_000, () => (done += 1))
  ask()
  expect(done).toBe(1)
  ask()
  ask()
  vi.advanceTimersByTime(14_999)
  expect(done).toBe(1)
  vi.advanceTimersByTime(1)
  expect(done).toBe(2)
  vi.advanceTimersByTime(60_000)
  expect(done).toBe(2)
})

test('what is stopped does nothing more', () => {
  let done = 0
  const { ask, stop } = atMostEvery(15_000, () => (done += 1))
  ask()
  ask()
  stop()
  vi.advanceTimersByTime(60_000)
  expect(done).toBe(1)
})
