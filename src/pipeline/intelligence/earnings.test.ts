import { beforeAll, describe, expect, test } from 'vitest'
import { factWarehouse } from '../../../test/harness/fact-warehouse.ts'
import type { Fact } from '../../core/fact.ts'
import { findUnclearContent } from './content-names.ts'
import { content, email, money, opportunity, person, revenue, touch } from '../processing/define.ts'
import { contentEarnings, nothingEarned, topicEarnings, weeklyEarnings } from './earnings.ts'
import { topicPipeline } from './reports/topic-pipeline.ts'
import { runReport } from './run-report.ts'

const { warehouse, put, link } = await factWarehouse()
const day = (date: number) => new Date(Date.UTC(2026, 0, date, 9))
const [ana, bo] = [email('ana@example.com'), email('bo@example.com')]
const all = {}

beforeAll(async () => {
  await link(ana, 'anonymous:1')
  await put([
    content({ id: 'guide', topics: ['pricing'] }),
    content({ id: 'essay', topics: ['pricing', 'data'] }),
    content({ id: 'unread', topics: ['data'] }),
    content({ id: 'bare' }),
    touch({ person: 'anonymous:1', at: day(5), content: 'guide' }),
    touch({ person: 'anonymous:1', at: day(6), content: 'guide' }),
    touch({ person: ana, at: day(13), content: 'essay' }),
    touch({ person: bo, at: day(13), content: 'guide' }),
    touch({ person: bo, at: day(14), content: 'bare' }),
    touch({ person: bo, at: day(14), content: 'unknown' }),
    person({ id: ana, leadAt: day(14) }),
    person({ id: bo, leadAt: day(20) }),
    opportunity({
      id: '1',
      person: ana,
      amount: money(900, 'EUR'),
      status: 'won',
      createdAt: day(15),
      closedAt: day(28),
    }),
    opportunity({ id: '2', person: bo, amount: money(100, 'USD'), createdAt: day(21) }),
    revenue({ opportunity: '1', amount: money(600, 'EUR'), at: day(29) }),
  ])
})

describe('entries of two collections that share a slug', () => {
  test('earn apart, and what does not say which earns nothing', async () => {
    const { warehouse: own, put: putOwn } = await factWarehouse()
    const lead = (who: string, met: string): Fact[] => [
      touch({ person: who, at: day(5), content: met }),
      person({ id: who, leadAt: day(6) }),
    ]
    const facts = [
      ...lead('user:1', 'blog/start'),
      ...lead('user:2', 'guides/start'),
      ...lead('user:3', 'alone'),
      ...lead('user:4', 'guides/alone'),
    ]
    await putOwn([
      content({ id: 'blog/start', slug: 'start', topics: ['blogs'] }),
      content({ id: 'guides/start', slug: 'start', topics: ['guides'] }),
      content({ id: 'guides/alone', slug: 'alone', topics: ['guides'] }),
      ...facts,
    ])
    expect(await findUnclearContent(own)).toEqual([])
    await putOwn(lead('user:5', 'start'))

    const earned = await contentEarnings(own, {})
    expect(new Map([...earned].map(([id, { leads }]) => [id, leads]))).toEqual(
      new Map([
        ['blog/start', 1],
        ['guides/alone', 2],
        ['guides/start', 1],
      ]),
    )
    const topics = await topicEarnings(own, {})
    expect(new Map(topics.map(({ topic, leads }) => [topic, leads]))).toEqual(
      new Map([
        ['blogs', 1],
        ['guides', 3],
      ]),
    )
    for (const [id, touches] of [
      ['guides/alone', 2],
      ['guides/start', 1],
    ] as const) {
      const weeks = await weeklyEarnings(own, id, {})
      expect(weeks.map((week) => [week.touches, week.leads])).toEqual([[touches, touches]])
    }
    const reports = [topicPipeline]
    const clock = { now: () => day(20) }
    const { rows } = await runReport({ warehouse: own, clock, reports }, 'topic-pipeline', {
      by: 'content',
    })
    expect(rows.map((row) => [row['content'], row['leads'], row['people']])).toEqual([
      ['alone', 2, 2],
      ['blog/start', 1, 1],
      ['guides/start', 1, 1],
      ['(no touch)', 1, 0],
    ])
    expect(await findUnclearContent(own)).toEqual([
      {
        contract: 'test.contract',
        about: 'content',
        facts: 1,
        examples: ['start (blog/start, guides/start)'],
      },
    ])
  })
})

describe('content that two contracts tell of', () => {
  test('has the slug that was told last, and each topic once', async () => {
    const { warehouse: own, put: putOwn } = await factWarehouse()
    await putOwn([content({ id: 'a1', slug: 'first', topics: ['old'] })], 'cms.posts')
    await putOwn([content({ id: 'a1', topics: ['data'] })], 'cms.topics')
    await putOwn([content({ id: 'a1', slug: 'second', topics: ['old'] })], 'cms.posts')
    await putOwn([
      touch({ person: 'user:1', at: day(5), content: 'a1' }),
      touch({ person: 'user:2', at: day(5), content: 'second' }),
      person({ id: 'user:1', leadAt: day(6) }),
    ])
    expect(await contentEarnings(own, {})).toEqual(
      new Map([['a1', { ...nothingEarned, touches: 2, people: 2, leads: 1 }]]),
    )
    const topics = await topicEarnings(own, {})
    expect(new Map(topics.map(({ topic, posts, people }) => [topic, [posts, people]]))).toEqual(
      new Map([
        ['data', [1, 2]],
        ['old', [1, 2]],
      ]),
    )
  })
})

describe('what content earns', () => {
  test('is shared among what was read, each touch alike', async () => {
    const earned = await contentEarnings(warehouse, all)
    expect(earned.get('guide')).toEqual({
      touches: 3,
      people: 2,
      leads: 7 / 6,
      opportunities: 7 / 6,
      won: 2 / 3,
      money: [
        { currency: 'EUR', pipeline: 600, wonAmount: 600, revenue: 400 },
        { currency: 'USD', pipeline: 50, wonAmount: 0, revenue: 0 },
      ],
    })
    expect(earned.get('essay')).toMatchObject({ touches: 1, people: 1, leads: 1 / 3 })
    expect(earned.has('unread')).toBe(false)
    expect(earned.has('unknown')).toBe(false)
  })

  test('by topic is what the report says', async () => {
    const topics = await topicEarnings(warehouse, all)
    expect(new Map(topics.map(({ topic, posts }) => [topic, posts]))).toEqual(
      new Map([
        ['data', 2],
        ['pricing', 2],
        [null, 1],
      ]),
    )
    const clock = { now: () => day(30) }
    const { rows } = await runReport(
      { warehouse, clock, reports: [topicPipeline] },
      'topic-pipeline',
    )
    const without = topics.find(({ topic }) => topic === null)!
    expect(without).toMatchObject({ touches: 1, people: 1 })
    for (const { topic, people, leads, money: amounts } of topics) {
      for (const { currency, ...amount } of amounts) {
        const named = topic ?? '(no topic)'
        const row = rows.find((each) => each['topic'] === named && each['currency'] === currency)
        expect(row).toMatchObject(amount)
        if (row?.['people'] !== null) expect(row).toMatchObject({ people, leads })
      }
    }
  })

  test('by week adds up to the whole, each figure in the week of its own date', async () => {
    const weeks = await weeklyEarnings(warehouse, 'guide', all)
    expect(weeks.map(({ week }) => week.toISOString().slice(0, 10))).toEqual([
      '2026-01-05',
      '2026-01-12',
      '2026-01-19',
      '2026-01-26',
    ])
    expect(weeks.map(({ touches }) => touches)).toEqual([2, 1, 0, 0])
    expect(weeks[3]!.money).toMatchObject([{ currency: 'EUR', wonAmount: 600, revenue: 400 }])
    const whole = (await contentEarnings(warehouse, all)).get('guide')!
    expect(weeks.reduce((sum, { leads }) => sum + leads, 0)).toBeCloseTo(whole.leads, 9)
    expect(await weeklyEarnings(warehouse, 'unread', all)).toEqual([])
  })

  test('looks at a period alone', async () => {
    const earned = await contentEarnings(warehouse, { from: day(14) })
    expect(earned.get('guide')).toMatchObject({ touches: 0, people: 0 })
    const weeks = await weeklyEarnings(warehouse, 'guide', { from: day(19) })
    expect(weeks.map(({ touches }) => touches)).toEqual([0, 0])
  })
})
