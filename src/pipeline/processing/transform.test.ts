import { describe, expect, test } from 'vitest'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import type { Fact } from '../../core/fact.ts'
import { email, goal, idIn, opportunity, person, revenue, spend } from './define.ts'
import { prepareBatch } from './prepare-batch.ts'
import type { Signal } from './signal.ts'
import { transform } from './transform.ts'

const crm = defineSystem({ name: 'crm' })
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
      ['d1#2', 'ads.days', 'ads', 7, ...money, '1', 'hubspot', '7', undefined, undefined],
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

  test('facts of one kind are told apart by their ids, given or not', () => {
    const day = (id?: string) =>
      spend({
        ...(id === undefined ? {} : { id }),
        at: new Date(0),
        amount: { micros: 1, currency: 'EUR' },
      })
    const idsOf = (...facts: readonly Fact[]) => {
      const made = transform(
        contractThat(() => facts),
        signal,
      )
      return made.ok ? made.value.map(({ id }) => id) : made.error.reason
    }
    expect(
      idsOf(day(), day('a'), day(), goal({ name: 'seen', person: 'user:1', at: new Date(0) })),
    ).toEqual(['d1', 'a', 'd1#2', 'd1'])
    expect(idsOf(day('a'), day('a'))).toMatch(`two facts spend with the id 'a'`)
    // Of whom more is told, as of a person, it may be told twice.
    expect(idsOf(person({ id: 'user:1', name: 'Ana' }), person({ id: 'user:1' }))).toEqual([
      'user:1',
      'user:1',
    ])
  })

  test('a name of nobody is none, and fails where somebody is needed', () => {
    const contract = (who: string) =>
      contractThat(() => [goal({ name: 'seen', person: who, at: new Date(0) })])
    for (const nobody of ['user:undefined', 'user:null', 'email:', 'user: ']) {
      expect(transform(contract(nobody), signal)).toMatchObject({
        error: { mode: 'violation', reason: `goal(): person is missing: '${nobody}' names nobody` },
      })
      const byHand = { fact: 'goal', values: { name: 'seen', person: nobody, at: new Date(0) } }
      expect(
        transform(
          contractThat(() => [byHand]),
          signal,
        ),
      ).toMatchObject({ error: { reason: 'person of a goal is missing or not identifier' } })
    }
    const deal = opportunity({ id: 'undefined', person: email(''), account: idIn(crm, 'null') })
    expect(deal).toEqual({ fact: 'opportunity', values: {} })
  })

  test('a payload that no longer fits a contract that has changed fails at its field', () => {
    const result = transform(
      contractThat(() => []),
      { ...signal, payload: { id: 'd1', cost: 'much' } },
    )
    expect(result).toMatchObject({ ok: false, error: { mode: 'violation', about: 'cost' } })
  })
})
