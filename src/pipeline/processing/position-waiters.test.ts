import { describe, expect, test } from 'vitest'
import { positionWaiters } from './position-waiters.ts'

const outcome = (waiting: Promise<void>) =>
  waiting.then(
    () => 'returned',
    (error: Error) => error.message,
  )

describe('whoever waits for a position', () => {
  test('returns as soon as it is reached', async () => {
    const waiters = positionWaiters({ standstillMs: 60_000, longestMs: 60_000 })
    const [near, far] = [outcome(waiters.wait(2)), outcome(waiters.wait(9))]
    waiters.reached(2)
    expect(await near).toBe('returned')
    expect(await Promise.race([far, Promise.resolve('waits')])).toBe('waits')
    waiters.reached(12)
    expect(await far).toBe('returned')
  })

  test('is turned away when processing ends, and so is who comes later', async () => {
    const waiters = positionWaiters({ standstillMs: 60_000, longestMs: 60_000 })
    const waiting = outcome(waiters.wait(2))
    waiters.fail(new Error('it ended'))
    expect(await waiting).toBe('it ended')
    expect(await outcome(waiters.wait(1))).toBe('it ended')
  })

  test('does not wait for what stands still', async () => {
    const waiters = positionWaiters({ standstillMs: 10, longestMs: 60_000 })
    expect(await outcome(waiters.wait(2))).toBe('returned')
  })

  test('waits on while positions are reached, but not for ever', async () => {
    const waiters = positionWaiters({ standstillMs: 400, longestMs: 1_200 })
    let position = 0
    const goesOn = setInterval(() => waiters.reached((position += 1)), 20)
    const since = performance.now()
    expect(await outcome(waiters.wait(1_000_000))).toBe('returned')
    clearInterval(goesOn)
    expect(position).toBeGreaterThan(1)
    expect(performance.now() - since).toBeGreaterThan(1_000)
  })
})
