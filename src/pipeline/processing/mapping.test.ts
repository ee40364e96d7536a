import { describe, expect, test } from 'vitest'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import { codeText } from './code-text.ts'
import { compareMappings, mappingOf, type Mapping, type UsedMapping } from './mapping.ts'

const contract = (change: Partial<Parameters<typeof defineContract>[0]> = {}) =>
  defineContract({
    name: 'crm.deals',
    version: '1.0.0',
    from: defineSystem({ name: 'crm' }),
    owner: 'revops',
    payload: t.Object({ id: t.String() }),
    key: () => 'key',
    failures: standardPaths({ owner: 'revops' }),
    becomes: () => [],
    ...change,
  })
const digestOf = (change?: Parameters<typeof contract>[0]) => mappingOf(contract(change)).digest

describe('a mapping', () => {
  test('is another one when other facts may come of it', () => {
    const plain = digestOf()
    expect(digestOf()).toBe(plain)
    expect(digestOf({ version: '1.0.1' })).not.toBe(plain)
    expect(digestOf({ from: defineSystem({ name: 'hubspot' }) })).not.toBe(plain)
    expect(digestOf({ payload: t.Object({ id: t.Integer() }) })).not.toBe(plain)
    expect(digestOf({ text: { decimal: ',' } })).not.toBe(plain)
    expect(digestOf({ becomes: () => [{ fact: 'goal', values: {} }] })).not.toBe(plain)
    expect(digestOf({ becomesWith: [(name: string) => name] })).not.toBe(plain)
    expect(digestOf({ becomesWith: [new Map([['a', 1n]])] })).not.toBe(
      digestOf({ becomesWith: [new Map([['a', 2n]])] }),
    )
  })

  test('is the same where only owner, paths or words are others', () => {
    expect(digestOf({ owner: 'ana', means: 'a deal', fresh: { within: '1h' } })).toBe(digestOf())
  })
})

describe('the text of code', () => {
  test('is the same however it is formatted and commented', () => {
    expect(codeText(`(deal) => [ // a note\n  touch({ at: deal.at, to: 'x y', }),\n]`)).toBe(
      codeText(`(deal) =>[touch({at:deal.at /* why */,to:"x y"})];`),
    )
  })

  test('keeps what is in quotes', () => {
    expect(codeText(`a('x  // y')`)).not.toBe(codeText(`a('x // y')`))
    expect(codeText('a(`x  y`)')).not.toBe(codeText('a(`x y`)'))
  })
})

describe('facts that were made under earlier mappings', () => {
  const at = new Date('2026-11-12T09:00:00Z')
  const [one, two]: [Mapping, Mapping] = [
    { contract: 'crm.deals', version: '1.0.0', digest: 'one' },
    { contract: 'crm.deals', version: '1.1.0', digest: 'two' },
  ]
  const used = (mapping: Mapping, after: number): UsedMapping => ({ ...mapping, after, at })
  /** With signals at these positions, and facts up to the last. */
  const compare = (today: Mapping, before: readonly UsedMapping[], ...signals: number[]) => {
    const hasSignals = async (_: string, after: number, upTo: number) =>
      signals.some((each) => each > after && each <= upTo)
    return compareMappings([today], before, hasSignals, { position: signals.at(-1) ?? 0, at })
  }

  test('are none at a first start, nor at a plain restart', async () => {
    expect(await compare(one, [])).toEqual({
      rewritten: new Map([['crm.deals', [used(one, 0)]]]),
      changed: [],
      uniform: ['crm.deals'],
    })
    expect(await compare(one, [used(one, 0)], 1, 2)).toEqual({
      rewritten: new Map(),
      changed: [],
      uniform: ['crm.deals'],
    })
  })

  test('are told of once, and stay written down until a rebuild', async () => {
    const rows = [used(one, 0), used(two, 2)]
    expect(await compare(two, [used(one, 0)], 1, 2)).toEqual({
      rewritten: new Map([['crm.deals', rows]]),
      changed: [{ was: used(one, 0), now: used(two, 2) }],
      uniform: [],
    })
    expect(await compare(two, rows, 1, 2, 3)).toEqual({
      rewritten: new Map(),
      changed: [],
      uniform: [],
    })
  })

  test('are none where nothing was made under the earlier one', async () => {
    expect(await compare(two, [used(one, 0)])).toMatchObject({
      changed: [],
      uniform: ['crm.deals'],
    })
  })

  test('are well again when the change is taken back before anything came in', async () => {
    const rows = [used(one, 0), used(two, 2)]
    expect(await compare(one, rows, 1, 2)).toEqual({
      rewritten: new Map([['crm.deals', [used(one, 0)]]]),
      changed: [],
      uniform: ['crm.deals'],
    })
    // Something came in under it: two mappings have made facts, whichever is today's.
    expect(await compare(one, rows, 1, 2, 3)).toMatchObject({
      changed: [{ was: used(two, 2), now: used(one, 3) }],
      uniform: [],
    })
  })
})
