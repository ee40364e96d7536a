import { describe, expect, test } from 'vitest'
import { memoryBudget } from './memory-budget.ts'

function budget() {
  let now = 0
  const gaveWay: string[] = []
  const memory = memoryBudget({ bytes: 100, strangerBytes: 40 }, () => now)
  return {
    memory,
    gaveWay,
    begin: (name: string) => memory.begin(() => gaveWay.push(name)),
    wait: (ms: number) => (now += ms),
  }
}

describe('the memory of requests', () => {
  test('is given back whole, and refused when there is no more of it', () => {
    const { memory, begin } = budget()
    const [one, two] = [begin('one'), begin('two')]
    one.trust()
    two.trust()
    expect([one.take(60), two.take(50), two.take(40)]).toEqual([true, false, true])
    one.give(20)
    expect(memory.taken).toBe(80)
    one.give()
    two.give()
    expect(memory.taken).toBe(0)
  })

  test('is for the most part kept from strangers, until they are known', () => {
    const { begin } = budget()
    const [stranger, other] = [begin('stranger'), begin('other')]
    expect([stranger.take(40), other.take(1)]).toEqual([true, false])
    stranger.trust()
    expect([other.take(40), stranger.take(20)]).toEqual([true, true])
  })

  test('is taken from bodies that come in too slowly, as soon as others want it', () => {
    const { memory, begin, gaveWay, wait } = budget()
    const slow = begin('slow')
    slow.trust()
    slow.take(100)
    const quick = begin('quick')
    quick.trust()
    expect(quick.take(10)).toBe(false)
    wait(2_000)
    expect(quick.take(10)).toBe(true)
    expect(gaveWay).toEqual(['slow'])
    expect(memory.taken).toBe(10)
    slow.give()
    expect(memory.taken).toBe(10)
  })

  test('is never taken from a body that is whole, nor from one that is known for a stranger', () => {
    const { begin, gaveWay, wait } = budget()
    const [whole, known] = [begin('whole'), begin('known')]
    whole.trust()
    known.trust()
    whole.take(50)
    whole.complete()
    known.take(50)
    wait(60_000)
    expect(begin('stranger').take(1)).toBe(false)
    const quick = begin('quick')
    quick.trust()
    expect(quick.take(60)).toBe(false)
    expect(gaveWay).toEqual(['known'])
  })
})
