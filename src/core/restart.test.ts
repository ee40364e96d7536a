import { describe, expect, test } from 'vitest'
import { restart } from './restart.ts'

const policy = { baseMs: 100, capMs: 5_000, calmMs: 60_000 }
const startedAt = new Date('2026-05-04T10:00:00Z')
const after = (ms: number) => new Date(startedAt.getTime() + ms)

describe('restart', () => {
  test('waits twice as long after each death, up to the cap', () => {
    const waits = []
    let deaths = 0
    for (let n = 0; n < 8; n++) {
      const next = restart(policy, { deaths, startedAt, now: after(50) })
      waits.push(next.waitMs)
      deaths = next.deaths
    }
    expect(waits).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000])
  })

  test('forgives whoever ran calmly', () => {
    expect(restart(policy, { deaths: 9, startedAt, now: after(60_000) })).toEqual({
      deaths: 1,
      waitMs: 100,
    })
  })

  test('never overflows', () => {
    expect(restart(policy, { deaths: 1e9, startedAt, now: after(0) }).waitMs).toBe(5_000)
  })
})
