import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { factWarehouse } from '../../../test/harness/fact-warehouse.ts'
import type { Fact } from '../../core/fact.ts'
import {
  contactRole,
  content,
  email,
  micros,
  money,
  opportunity,
  opportunityMerge,
  person,
  revenue,
  touch,
} from '../processing/define.ts'
import { creditQuery, type CreditQuestion, type CreditRow } from './credit.ts'

const { warehouse, put, link, empty } = await factWarehouse()
beforeEach(empty)

const day = (n: number) => new Date(Date.UTC(2026, 2, n, 12))

async function credited(question: Partial<CreditQuestion> = {}): Promise<CreditRow[]> {
  const usual = { by: 'channel', credit: 'linear', lookback: 30, contentOnly: false } as const
  return warehouse.query<CreditRow>(creditQuery({ ...usual, ...question }))
}

/** The credited figure by value, in whole units. */
async function figure(
  name: CreditRow['figure'],
  question: Partial<CreditQuestion> = {},
): Promise<Record<string, number>> {
  const rows = (await credited(question)).filter((row) => row.figure === name)
  return Object.fromEntries(
    rows.map(({ value, currency, amount }) => [value, currency ? amount / 1e6 : amount]),
  )
}

describe('the worked example', () => {
  // Paths, and how many of those who took them converted and how many did not.
  const paths: [path: string[], conversions: number, nulls: number][] = [
    [['blog'], 3, 5],
    [['blog', 'webinar'], 4, 2],
    [['search', 'blog', 'webinar'], 3, 3],
    [['search'], 2, 8],
    [['search', 'search', 'email'], 0, 6],
  ]
  const facts = paths.flatMap(([path, conversions, nulls], n) =>
    Array.from({ length: conversions + nulls }, (_, i) => {
      const id = email(`p${n}-${i}@example.com`)
      return [
        ...path.map((channel, step) => touch({ person: id, at: day(step + 1), channel })),
        person({ id, ...(i < conversions ? { leadAt: day(9) } : {}) }),
      ]
    }).flat(),
  )

  test.each([
    ['first', { blog: 7, search: 5 }],
    ['last', { blog: 3, webinar: 7, search: 2 }],
    ['linear', { blog: 6, webinar: 3, search: 3 }],
  ] as const)('%s touch', async (credit, expected) => {
    await put(facts)
    expect(await figure('leads', { credit })).toEqual(expected)
  })
})

describe('which touches count', () => {
  const ana = email('ana@example.com')

  test('those of the look-back, up to the conversion itself, and none after it', async () => {
    await put([
      touch({ person: ana, at: day(1), channel: 'too early' }),
      touch({ person: ana, at: day(2), channel: 'first' }),
      touch({ person: ana, at: day(12), channel: 'form' }),
      touch({ person: ana, at: day(13), channel: 'after' }),
      person({ id: ana, leadAt: day(12) }),
    ])
    expect(await figure('leads', { lookback: 10 })).toEqual({ first: 0.5, form: 0.5 })
    expect(await figure('leads', { lookback: 9, credit: 'first' })).toEqual({ form: 1 })
  })

  test('of a conversion that has a date and no time, those of that day too', async () => {
    await put([
      touch({ person: ana, at: '2026-03-04T15:00:00Z', channel: 'same day' }),
      touch({ person: ana, at: '2026-03-05T00:00:00Z', channel: 'next day' }),
      person({ id: ana, leadAt: '2026-03-04' }),
    ])
    expect(await figure('leads')).toEqual({ 'same day': 1 })
  })

  test('those under every identifier of the person, who becomes a lead once', async () => {
    await link('user:1', 'anonymous:x', ana)
    await put([
      touch({ person: 'anonymous:x', at: day(1), channel: 'a' }),
      touch({ person: 'user:1', at: day(2), channel: 'b' }),
      touch({ person: ana, at: day(3), channel: 'c' }),
      person({ id: ana, leadAt: day(5) }),
      person({ id: 'user:1', leadAt: day(8) }),
    ])
    expect(await figure('leads', { credit: 'last' })).toEqual({ c: 1 })
    expect(Object.keys(await figure('leads'))).toEqual(['a', 'b', 'c'])
  })

  test('of a deal, those of its person and of its contact roles', async () => {
    await put([
      touch({ person: ana, at: day(1), channel: 'a' }),
      touch({ person: 'user:bo', at: day(2), channel: 'b' }),
      touch({ person: 'user:cy', at: day(2), channel: 'colleague without a role' }),
      person({ id: 'user:cy', account: 'acme' }),
      opportunity({ id: 'd', person: ana, account: 'acme', createdAt: day(5) }),
      contactRole({ opportunity: 'd', person: 'user:bo' }),
    ])
    expect(await figure('opportunities')).toEqual({ a: 0.5, b: 0.5 })
  })

  test('of a deal without a known contact, those of its account', async () => {
    await put([
      touch({ person: 'user:cy', at: day(2), channel: 'a' }),
      person({ id: 'user:cy', account: 'acme' }),
      opportunity({ id: 'd', account: 'acme', createdAt: day(5) }),
    ])
    expect(await figure('opportunities')).toEqual({ a: 1 })
  })

  test('money of a deal follows the touches before it was opened, however late it comes', async () => {
    await put([
      touch({ person: ana, at: day(1), channel: 'a' }),
      touch({ person: ana, at: day(20), channel: 'invoice mail' }),
      opportunity({
        id: 'd',
        person: ana,
        amount: money(90, 'EUR'),
        status: 'won',
        createdAt: day(2),
        closedAt: day(60),
      }),
      revenue({ opportunity: 'd', amount: money(100, 'EUR'), at: day(90) }),
      revenue({ opportunity: 'd', amount: money(-10, 'EUR'), at: day(95) }),
    ])
    expect(await figure('revenue', { credit: 'last' })).toEqual({ a: 90 })
    expect(await figure('wonAmount', { credit: 'last' })).toEqual({ a: 90 })
  })

  test('payments without a deal follow the touches before the first of them, refunds too', async () => {
    await put([
      touch({ person: ana, at: day(1), channel: 'a' }),
      revenue({ person: ana, amount: money(100, 'EUR'), at: day(3) }),
      revenue({ person: ana, amount: money(100, 'EUR'), at: day(70) }),
      revenue({ person: ana, amount: money(-30, 'EUR'), at: day(75) }),
    ])
    expect(await figure('revenue')).toEqual({ a: 170 })
    expect(await figure('revenue', { from: day(70) })).toEqual({ a: 70 })
  })

  test('deals that were merged count once, with the people and the money of both', async () => {
    await put([
      touch({ person: ana, at: day(1), channel: 'a' }),
      touch({ person: 'user:bo', at: day(1), channel: 'b' }),
      opportunity({ id: '1', person: ana, amount: money(10, 'EUR'), createdAt: day(2) }),
      opportunity({ id: '2', person: 'user:bo', amount: money(10, 'EUR'), createdAt: day(2) }),
      opportunity({ id: '3', amount: money(12, 'EUR'), createdAt: day(2) }),
      opportunityMerge({ from: '1', into: '2' }),
      opportunityMerge({ from: '2', into: '3' }),
      revenue({ opportunity: '1', amount: money(8, 'EUR'), at: day(3) }),
    ])
    expect(await figure('pipeline')).toEqual({ a: 6, b: 6 })
    expect(await figure('revenue')).toEqual({ a: 4, b: 4 })
  })

  test('what no touch led to stays, under a name of its own', async () => {
    await put([
      person({ id: ana, leadAt: day(1) }),
      opportunity({ id: 'undated', amount: money(1, 'EUR') }),
      revenue({ amount: money(7, 'EUR'), at: day(1) }),
    ])
    expect(await figure('leads')).toEqual({ '(no touch)': 1 })
    expect(await figure('opportunities')).toEqual({ '(no touch)': 1 })
    expect(await figure('revenue')).toEqual({ '(no touch)': 7 })
    expect(await figure('pipeline', { from: day(1) })).toEqual({})
  })

  test('content with several topics shares its part among them', async () => {
    await put([
      content({ id: 'one', topics: ['x'] }),
      content({ id: 'two', topics: ['x', 'y'] }),
      content({ id: 'three', topics: ['x', 'y', 'z'] }),
      content({ id: 'none' }),
      ...['one', 'two', 'three', 'none'].map((slug, n) =>
        touch({ person: ana, at: day(n + 1), content: slug }),
      ),
      touch({ person: ana, at: day(6), channel: 'no content at all' }),
      person({ id: ana, leadAt: day(9) }),
    ])
    const close = (share: number) => expect.closeTo(share, 12) as number
    expect(await figure('leads', { by: 'topic' })).toEqual({
      x: close((1 + 1 / 2 + 1 / 3) / 5),
      y: close((1 / 2 + 1 / 3) / 5),
      z: close(1 / 3 / 5),
      '(no topic)': close(2 / 5),
    })
    expect(await figure('leads', { by: 'topic', credit: 'last', contentOnly: true })).toEqual({
      '(no topic)': 1,
    })
    expect(await figure('leads', { by: 'topic', credit: 'first', contentOnly: true })).toEqual({
      x: 1,
    })
  })
})

// Each run asks the warehouse anew: on a busy machine that takes a while.
describe('whatever the paths', { timeout: 60_000 }, () => {
  const channels = ['a', 'b', 'c', 'd']
  const path = fc.array(
    fc.record({ channel: fc.constantFrom(...channels), at: fc.integer({ min: 1, max: 60 }) }),
    { maxLength: 6 },
  )
  const amount = fc.integer({ min: -5e9, max: 9e15 / 8 })
  const deal = fc.record({ path, amount, opened: fc.integer({ min: 1, max: 60 }) })
  const world = fc.array(deal, { minLength: 1, maxLength: 8 })

  const factsOf = (
    deals: { path: { channel: string; at: number }[]; amount: number; opened: number }[],
  ) =>
    deals.flatMap((each, n): Fact[] => [
      ...each.path.map(({ channel, at }, step) =>
        touch({ id: `${n}-${step}`, person: `user:${n}`, at: day(at), channel, content: channel }),
      ),
      opportunity({
        id: String(n),
        person: `user:${n}`,
        amount: micros(each.amount, n % 3 === 0 ? 'USD' : 'EUR'),
        createdAt: day(each.opened),
      }),
    ])
  const contents = [['x'], ['x', 'y'], ['x', 'y', 'z'], []].map((topics, n) =>
    content({ id: channels[n]!, topics }),
  )
  const models = ['first', 'last', 'linear'] as const
  const options = { numRuns: 20 }

  test('credits come to the conversions, and money adds up to the last millionth', async () => {
    const bys = fc.constantFrom('channel' as const, 'topic' as const)
    await fc.assert(
      fc.asyncProperty(world, bys, fc.constantFrom(...models), async (deals, by, credit) => {
        await empty()
        await put([...factsOf(deals), ...contents])
        const rows = await credited({ by, credit })
        const sum = (name: string, currency: string | null) =>
          rows
            .filter((row) => row.figure === name && row.currency === currency)
            .reduce((total, row) => total + row.amount, 0)
        const truth = (usd: boolean) =>
          deals.reduce((total, each, n) => total + ((n % 3 === 0) === usd ? each.amount : 0), 0)
        expect(sum('opportunities', null)).toBeCloseTo(deals.length, 9)
        expect(sum('pipeline', 'USD')).toBe(truth(true))
        expect(sum('pipeline', 'EUR')).toBe(truth(false))
      }),
      options,
    )
  })

  test('the order in which facts came changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.constantFrom(...models), async (deals, credit) => {
        const facts = factsOf(deals)
        await empty()
        await put(facts)
        const before = await credited({ credit })
        await empty()
        await put(facts.toReversed())
        expect(await credited({ credit })).toEqual(before)
      }),
      options,
    )
  })

  test('paths of one touch are credited alike by every model', async () => {
    const single = world.map((deals) =>
      deals.map((each) => ({ ...each, path: each.path.slice(0, 1) })),
    )
    await fc.assert(
      fc.asyncProperty(single, async (deals) => {
        await empty()
        await put(factsOf(deals))
        const [first, last, linear] = await Promise.all(
          models.map((credit) => credited({ credit })),
        )
        expect(last).toEqual(first)
        expect(linear).toEqual(first)
      }),
      options,
    )
  })
})
