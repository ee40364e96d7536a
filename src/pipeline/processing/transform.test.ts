import { describe, expect, test } from 'vitest'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import type { Fact } from '../../core/fact.ts'
import { idIn, person, revenue, spend } from './define.ts'
import { prepareBatch } from './prepare-batch.ts'
import type { Signal } from './signal.ts'
import { transform } from './transform.ts'

const contractThat = (becomes: (row: { id: string; cost: number }) => readonly Fact[]) =>
  defineContract({
    name: 'ads.days',
    version: '1.0.0',
    from: defineSystem({ name: 'ads' }),
    owner: 'ads',
    payload: t.Object({ id: t.String(), cost: t.Number() }),
    text: { decimal: ',' },
    key: ({ id }) => id,
    failures: standardPaths({ owner: 'ads' }),
    becomes,
  })

const signal: Signal = {
  position: 7,
  contract: 'ads.days',
  key: 'd1',
  receivedAt: new Date(0),
  payload: { id: 'd1', cost: '1,5' },
  supersedes: null,
}

describe('transform', () => {
  test('reads the payload by the contract, text too, and makes its facts', () => {
    const contract = contractThat(({ id, cost }) => [
      spend({ id, at: '2026-01-01', amount: { micros: cost * 1e6, currency: 'EUR' } }),
    ])
    expect(transform(contract, signal)).toEqual({
      ok: true,
      value: [
        {
          fact: 'spend',
          id: 'd1',
          values: { at: new Date('2026-01-01'), amount: { micros: 1_500_000, currency: 'EUR' } },
        },
      ],
    })
  })

  test.each([
    ['a contract that is gone', undefined, 'missing', 'no contract of this name'],
    [
      'a mapping that throws',
      contractThat(() => [person({ name: 5 as unknown as string })]),
      'violation',
      'person(): name must be text, not 5',
    ],
    [
      'a mapping that returns a promise',
      contractThat((async () => []) as unknown as () => []),
      'violation',
      'must return a list of facts, and at once',
    ],
    [
      'a fact of no known kind',
      contractThat(() => [{ fact: 'constructor', values: {} }]),
      'violation',
      'not a fact',
    ],
    [
      'a fact built by hand with a value that does not fit',
      contractThat(() => [{ fact: 'touch', values: { person: 'user:1', at: 'yesterday' } }]),
      'violation',
      'at of a touch is missing or not time',
    ],
  ])('%s fails by name', (_, contract, mode, reason) => {
    expect(transform(contract, signal)).toMatchObject({
      ok: false,
      error: { position: 7, contract: 'ads.days', mode, reason: expect.stringContaining(reason) },
    })
  })

  test('a fact is of the system of its contract, and names records of another where it says so', () => {
    const paid = { at: new Date(0), amount: { micros: 1, currency: 'EUR' } }
    const contract = contractThat(() => [
      revenue({ ...paid, opportunity: '1' }),
      revenue({ ...paid, opportunity: idIn(defineSystem({ name: 'hubspot' }), 1), account: '7' }),
    ])
    const { rows } = prepareBatch(new Map([[contract.name, contract]]), [signal])
    const money = [1, 'EUR', paid.at]
    expect(rows.get('revenue')).toEqual([
      ['d1', 'ads.days', 'ads', 7, ...money, '1', undefined, undefined, undefined, undefined],
      ['d1', 'ads.days', 'ads', 7, ...money, '1', 'hubspot', '7', undefined, undefined],
    ])
    const nowhere = { opportunity: { system: '', id: '1' } }
    expect(() => revenue({ ...paid, ...nowhere })).toThrow(
      'revenue(): opportunity must be an id, or idIn(system, id)',
    )
    const byHand = { fact: 'revenue', values: { ...paid, ...nowhere } }
    expect(
      transform(
        contractThat(() => [byHand]),
        signal,
      ),
    ).toMatchObject({
      error: { reason: 'opportunity of a revenue is missing or not reference' },
    })
  })

  test('a payload that no longer fits a contract that has changed fails at its field', () => {
    const result = transform(
      contractThat(() => []),
      { ...signal, payload: { id: 'd1', cost: 'much' } },
    )
    expect(result).toMatchObject({ ok: false, error: { mode: 'violation', about: 'cost' } })
  })
})
