import { beforeAll, describe, expect, test } from 'vitest'
import { factWarehouse } from '../../../../test/harness/fact-warehouse.ts'
import {
  content,
  email,
  money,
  opportunity,
  person,
  revenue,
  spend,
  touch,
} from '../../processing/define.ts'
import { tableText } from '../format/table-text.ts'
import { runReport, type ReportAnswer } from '../run-report.ts'
import { channelPipeline } from './channel-pipeline.ts'
import { topicPipeline } from './topic-pipeline.ts'

const { warehouse, put, link } = await factWarehouse()
const clock = { now: () => new Date('2026-05-04T10:00:00Z') }
const run = (name: string, asked = {}) =>
  runReport({ warehouse, clock, reports: [channelPipeline, topicPipeline] }, name, asked)

const day = (month: number, date: number) => new Date(Date.UTC(2026, month - 1, date, 9))
const [ana, bo, cy] = ['ana', 'bo', 'cy'].map((name) => email(`${name}@example.com`)) as [
  string,
  string,
  string,
]

beforeAll(async () => {
  await link(ana, 'anonymous:1', 'user:7')
  await put([
    content({ id: 'pricing-guide', topics: ['pricing'] }),
    content({ id: 'pricing-of-data', topics: ['pricing', 'data'] }),
    touch({
      person: 'anonymous:1',
      at: day(1, 2),
      channel: 'Organic Search',
      campaign: 'evergreen',
      landingPage: '/blog/pricing-guide',
      content: 'pricing-guide',
    }),
    touch({ person: 'user:7', at: day(1, 9), channel: 'Email', content: 'pricing-of-data' }),
    touch({ person: ana, at: day(1, 20), channel: 'Direct', landingPage: '/login' }),
    touch({ person: bo, at: day(1, 5), channel: 'Paid Search', campaign: 'brand' }),
    touch({ person: 'anonymous:2', at: day(1, 6), channel: 'Paid Search', campaign: 'brand' }),
    touch({ person: 'anonymous:3', at: day(2, 6), landingPage: '/' }),
    touch({ person: 'anonymous:3', at: day(2, 6), content: 'unpublished' }),
    person({ id: ana, leadAt: day(1, 10) }),
    person({ id: bo, leadAt: day(1, 5) }),
    person({ id: cy, leadAt: day(2, 1) }),
    opportunity({
      id: '1',
      person: ana,
      amount: money(1000, 'EUR'),
      status: 'won',
      createdAt: day(1, 21),
      closedAt: day(3, 1),
    }),
    opportunity({
      id: '2',
      person: bo,
      amount: money(300, 'USD'),
      status: 'open',
      createdAt: day(1, 8),
    }),
    opportunity({
      id: '3',
      person: cy,
      amount: money(50, 'EUR'),
      status: 'lost',
      createdAt: day(2, 8),
      closedAt: day(2, 9),
    }),
    revenue({ opportunity: '1', amount: money(600, 'EUR'), at: day(3, 2) }),
    revenue({ opportunity: '1', amount: money(500, 'EUR'), at: day(4, 2) }),
    revenue({ amount: money('0.01', 'EUR'), at: day(4, 2) }),
    spend({ channel: 'Paid Search', campaign: 'brand', amount: money(80, 'EUR'), at: day(1, 5) }),
    spend({ channel: 'Paid Search', campaign: 'brand', amount: money(20, 'USD'), at: day(1, 6) }),
    spend({ channel: 'Paid Social', amount: money(10, 'EUR'), at: day(2, 6) }),
  ])
})

const golden = (answer: ReportAnswer, name: string) =>
  expect(tableText(answer)).toMatchFileSnapshot(`${import.meta.dirname}/golden/${name}.txt`)

/** The sum of a column, money by currency. */
const sums = (rows: ReportAnswer['rows'], column: string): Record<string, number> => {
  const total: Record<string, number> = {}
  for (const row of rows) {
    const value = row[column] as number | null
    if (value === null) continue
    const key = String(row['currency'])
    total[key] = (total[key] ?? 0) + value
  }
  for (const key of Object.keys(total)) total[key] = Math.round(total[key]! * 1e6) / 1e6
  return total
}

describe('channel-pipeline', () => {
  test('reads like this', async () => {
    await golden(await run('channel-pipeline'), 'channel-pipeline')
    await golden(
      await run('channel-pipeline', { by: 'topic', credit: 'last', to: '2026-02-01' }),
      'channel-pipeline-by-topic',
    )
  })

  const bys = ['channel', 'campaign', 'source', 'medium', 'landingPage', 'content', 'topic']
  const asked = bys.flatMap((by) => ['first', 'last', 'linear'].map((credit) => ({ by, credit })))

  test.each(asked)('comes to the ungrouped truth by $by, $credit touch', async (request) => {
    for (const period of [{}, { from: '2026-01-06', to: '2026-03-02' }, { from: '2026-04-01' }]) {
      const { rows, totals } = await run('channel-pipeline', { ...request, ...period })
      for (const column of ['leads', 'opportunities', 'won']) {
        expect([column, sums(rows, column)]).toEqual([column, sums(totals, column)])
      }
      for (const column of ['pipeline', 'wonAmount', 'revenue', 'spend']) {
        expect([column, sums(rows, column)]).toEqual([column, sums(totals, column)])
      }
    }
  })

  test('totals are what the facts say, and a person counts once', async () => {
    const { totals } = await run('channel-pipeline')
    expect(totals).toEqual([
      {
        channel: 'Total',
        currency: 'EUR',
        people: 4,
        leads: 3,
        opportunities: 3,
        pipeline: 1050,
        won: 1,
        wonAmount: 1000,
        revenue: 1100.01,
        spend: 90,
        costPerLead: 30,
        return: 1100.01 / 90,
      },
      expect.objectContaining({
        currency: 'USD',
        people: null,
        leads: null,
        pipeline: 300,
        spend: 20,
      }),
    ])
  })

  test('cuts each figure by its own date', async () => {
    const { totals } = await run('channel-pipeline', { from: '2026-03-01', to: '2026-04-01' })
    expect(totals[0]).toMatchObject({ people: 0, leads: 0, pipeline: 0, won: 1, revenue: 600 })
  })

  test('of no facts at all is empty, and its total zero', async () => {
    const { rows, totals } = await run('channel-pipeline', { from: '2030-01-01' })
    expect(rows).toEqual([])
    expect(totals).toMatchObject([{ currency: null, people: 0, leads: 0, revenue: 0, spend: 0 }])
  })
})

describe('topic-pipeline', () => {
  test('credits the content that was read, whatever else was clicked after it', async () => {
    const answer = await run('topic-pipeline', { credit: 'last' })
    await golden(answer, 'topic-pipeline')
    const revenue = Object.fromEntries(answer.rows.map((row) => [row['topic'], row['revenue']]))
    expect(revenue).toMatchObject({ pricing: 550, data: 550 })
    const bySlug = await run('topic-pipeline', { credit: 'last', by: 'content' })
    expect(bySlug.rows[0]).toMatchObject({ content: 'pricing-of-data', revenue: 1100 })
  })
})
