import { describe, expect, test, vi } from 'vitest'
import { defineContract, defineSystem, standardPaths, t, type ContractSpec } from './define.ts'
import { decode, judge } from './judge.ts'

const schema = t.Object({
  id: t.String(),
  stage: t.Optional(t.Union([t.Literal('open'), t.Literal('won')])),
  'Amount (EUR/USD)': t.Optional(t.Number()),
  items: t.Optional(t.Array(t.Object({ price: t.Number() }))),
  updated: t.Optional(t.String()),
})
const deals = (spec: Partial<ContractSpec<typeof schema>> = {}) =>
  defineContract({
    name: 'crm.deals',
    version: '1.0.0',
    from: defineSystem({ name: 'crm' }),
    owner: 'revops',
    payload: schema,
    key: ({ id }) => id,
    failures: standardPaths({ owner: 'revops' }),
    becomes: () => [],
    ...spec,
  })
const receivedAt = new Date('2026-05-04T10:00:00Z')
const refusal = (raw: unknown, spec?: Partial<ContractSpec<typeof schema>>) => {
  const judgement = judge(deals(spec), raw, receivedAt)
  return judgement.ok ? judgement.value : judgement.error
}

describe('judge', () => {
  test('gives a good record its key and the time it changed', () => {
    const spec = { changedAt: ({ updated }: { updated?: string }) => updated }
    expect(refusal({ id: 'a', updated: '2026-04-03T00:00:00Z' }, spec)).toEqual({
      verdict: 'land',
      key: 'a',
      changedAt: new Date('2026-04-03T00:00:00Z'),
    })
    expect(refusal({ id: 'a' }, spec)).toMatchObject({ changedAt: undefined })
  })

  test('leaves out what the filter names', () => {
    expect(refusal({ id: 'a' }, { filter: () => 'a test' })).toEqual({
      verdict: 'filter',
      reason: 'a test',
    })
  })

  test.each([undefined, null, false, ''] as const)('keeps what a filter says %j of', (none) => {
    expect(refusal({ id: 'a' }, { filter: () => none })).toMatchObject({ verdict: 'land' })
  })

  test('does not take an empty time of change for 1970', () => {
    expect(refusal({ id: 'a' }, { changedAt: () => null })).toMatchObject({
      verdict: 'land',
      changedAt: undefined,
    })
  })

  test('refuses a record whose filter or time of change cannot be understood', () => {
    const filter = (() => true) as unknown as () => string
    expect(refusal({ id: 'a' }, { filter })).toEqual({
      mode: 'violation',
      at: '',
      reason: 'its filter gives the boolean true; write a reason, or undefined to keep it',
    })
    const changedAt = (() => 1_775_203_200) as unknown as () => string
    expect(refusal({ id: 'a' }, { changedAt })).toEqual({
      mode: 'violation',
      at: '',
      reason: 'the time it changed is the number 1775203200; write it as ISO 8601, or as a Date',
    })
  })

  test.each([
    [{}, 'id', 'it is missing'],
    [{ id: 5 }, 'id', 'must be string'],
    [{ id: 'a', stage: 'lost' }, 'stage', 'must be "open" or "won"'],
    [{ id: 'a', 'Amount (EUR/USD)': 'x' }, 'Amount (EUR/USD)', 'must be number'],
    [{ id: 'a', items: [{ price: 1 }, {}] }, 'items/1/price', 'it is missing'],
    ['text', '', 'must be object'],
    [null, '', 'must be object'],
    [{ id: '' }, '', 'its key is empty, so it could not be told from other records'],
    [{ id: 'x'.repeat(501) }, '', 'its key is longer than 500 characters'],
    [{ id: 'a\0b' }, '', 'its key has a character that is none'],
    [{ id: '\ud800' }, '', 'its key has a character that is none'],
  ])('refuses %j', (raw, at, reason) => {
    expect(refusal(raw)).toEqual({ mode: 'violation', at, reason })
  })

  test('refuses what lies too deep for whoever comes after', () => {
    let deep: unknown = 0
    for (let n = 0; n < 100_000; n++) deep = [deep]
    expect(refusal({ id: 'a', deep })).toMatchObject({
      reason: 'it is nested deeper than 100 levels',
    })
  })

  test('refuses a key that is no text and a change that is no time', () => {
    const key = (() => 5) as unknown as () => string
    expect(refusal({ id: 'a' }, { key })).toMatchObject({
      reason: 'its key is a number; write key: (it) => String(…)',
    })
    expect(refusal({ id: 'a' }, { changedAt: () => 'soon' })).toMatchObject({
      reason: 'the time it changed: "soon" is not a date',
    })
  })

  const changed = (updated: string, text?: ContractSpec<typeof schema>['text']) => {
    const changedAt = (deal: { updated?: string }) => deal.updated
    return refusal({ id: 'a', updated }, { changedAt, ...(text ? { text } : {}) })
  }

  test('reads when it changed as the contract says that dates are written', () => {
    const fourth = { changedAt: new Date('2026-03-04T00:00:00Z') }
    expect(changed('04/03/2026', { dates: 'DMY' })).toMatchObject(fourth)
    expect(changed('03/04/2026', { dates: 'MDY' })).toMatchObject(fourth)
    expect(changed('04/03/2026')).toMatchObject({
      mode: 'violation',
      reason: expect.stringMatching(/^the time it changed: "04\/03\/2026" reads as /) as string,
    })
  })

  test('takes a time of change without a zone as UTC, wherever it runs', () => {
    for (const zone of ['America/Los_Angeles', 'Asia/Tokyo']) {
      vi.stubEnv('TZ', zone)
      const at = { changedAt: new Date('2026-03-29T02:30:00Z') }
      expect(changed('2026-03-29T02:30:00')).toMatchObject(at)
      expect(changed('2026-03-29 02:30')).toMatchObject(at)
    }
    vi.unstubAllEnvs()
  })

  test.each(['1', 'March 7', '2026', ''])('does not take %j for a time of change', (text) => {
    expect(changed(text)).toMatchObject({ reason: `the time it changed: "${text}" is not a date` })
  })

  test('refuses a change that lies more than a day ahead, before it shuts out all that follow', () => {
    expect(changed('2026-05-05T10:00:00Z')).toMatchObject({ verdict: 'land' })
    const reason =
      'the time it changed, 2062-05-04T00:00:00.000Z, is more than a day after it came in; mend it and send it again'
    expect(changed('2062-05-04')).toEqual({ mode: 'violation', at: '', reason })
    const later = { changedAt: () => new Date('2062-05-04') }
    expect(refusal({ id: 'a' }, later)).toEqual({ mode: 'violation', at: '', reason })
  })

  test.each([new Error('boom'), 'boom'])(
    'a function of the contract that throws %s refuses the record',
    (thrown) => {
      const key = () => {
        throw thrown
      }
      expect(refusal({ id: 'a' }, { key })).toMatchObject({
        reason: `the contract's own function failed on it: boom`,
      })
    },
  )
})

describe('decode', () => {
  test('gives the payload as it is, or read from text where the contract reads text', () => {
    expect(decode(deals(), { id: 'a', more: 1 })).toEqual({ ok: true, value: { id: 'a', more: 1 } })
    const reading = deals({ text: { decimal: ',' } })
    expect(decode(reading, { id: 'a', 'Amount (EUR/USD)': '1,5' })).toEqual({
      ok: true,
      value: { id: 'a', 'Amount (EUR/USD)': 1.5 },
    })
  })
})
