import { describe, expect, test } from 'vitest'
import { judgeLease } from './judge-lease.ts'
import { assertSure, isSure, LeaseLostError, moment, type Tenure } from './tenure.ts'

const lease = { holder: 'a', token: 1, host: 'h', pid: 1, started: '1', ageMs: 0, locked: true }

describe('what one that stands by does', () => {
  test.each([
    ['nobody ever held it', undefined, 'take'],
    ['it was given back', { ...lease, holder: null }, 'take'],
    ['its holder lives', { ...lease, ageMs: 900 }, 'wait'],
    ['its holder is slow', { ...lease, ageMs: 9_000 }, 'wait'],
    ['its holder hangs', { ...lease, ageMs: 10_001 }, 'evict'],
    ['its holder was cut off just now', { ...lease, locked: false, ageMs: 2_900 }, 'wait'],
    ['its holder is dead', { ...lease, locked: false, ageMs: 3_001 }, 'take'],
  ])('%s: %j -> %s', (_, row, verdict) => {
    expect(judgeLease(row)).toBe(verdict)
  })
})

describe('a tenure', () => {
  const tenure = (): Tenure => ({ token: 1, over: false, confirmed: { steady: 0, wall: 0 } })

  test('is sure for 2.5 s by both clocks', () => {
    expect(isSure(tenure(), { steady: 2_499, wall: 2_499 })).toBe(true)
    expect(isSure(tenure(), { steady: 2_500, wall: 0 })).toBe(false)
    expect(isSure(tenure(), { steady: 0, wall: 2_500 })).toBe(false)
    expect(isSure({ ...tenure(), over: true }, { steady: 0, wall: 0 })).toBe(false)
  })

  test('that is not sure is asked about, twice if the first answer was an old one', async () => {
    const held = tenure()
    let asked = 0
    await assertSure(held, async () => {
      asked += 1
      if (asked === 2) held.confirmed = moment()
    })
    expect(asked).toBe(2)
  })

  test('that is over, or cannot be confirmed, forbids to write', async () => {
    const lost = tenure()
    const ask = async () => void (lost.over = true)
    await expect(assertSure(lost, ask)).rejects.toThrow('another process holds the lease')
    const nothing = async () => {}
    await expect(assertSure(tenure(), nothing)).rejects.toThrow('does not confirm')
    await expect(assertSure(tenure(), nothing)).rejects.toThrow(LeaseLostError)
  })
})
