import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { factWarehouse } from '../../../test/harness/fact-warehouse.ts'
import type { Fact } from '../../core/fact.ts'
import {
  contactRole,
  content,
  money,
  opportunity,
  person,
  revenue,
  spend,
  touch,
} from '../processing/define.ts'
import { defineReport, type Figure, type ReportValue } from './define.ts'
import { channelPipeline } from './reports/channel-pipeline.ts'
import { topicPipeline } from './reports/topic-pipeline.ts'
import { rowsBehind } from './rows-behind.ts'
import { runReport } from './run-report.ts'

const { warehouse, put, link, empty } = await factWarehouse()
const now = new Date('2026-05-04T10:00:00Z')
const busyDays = defineReport({
  name: 'busy-days',
  title: 'Busy days',
  columns: [
    { name: 'day', title: 'Day', form: 'text' },
    { name: 'touches', title: 'Touches', form: 'count' },
    { name: 'odd', title: 'Odd', form: 'number', madeOf: ['touches'] },
  ],
  rows: (query) => query`
    select strftime(touch.at, '%Y-%m-%d') as day, count(*) as touches, 1 as odd
    from touch group by 1 order by 1`,
  behind: (select, _, { group }) => ({
    columns: [{ name: 'channel', title: 'Channel', form: 'text' }],
    rows: select`
      select id as key, epoch_us(touch.at) as sort, 1 as adds, channel from touch
      where strftime(touch.at, '%Y-%m-%d') = ${group}`,
  }),
})
const silent = defineReport({ ...busyDays, name: 'silent', behind: undefined as never })
const deps = {
  warehouse,
  clock: { now: () => now },
  reports: [channelPipeline, topicPipeline, busyDays, silent],
}

/** All rows behind a figure, however many pages they take. */
async function allBehind(name: string, asked: object, figure: Figure, limit = 3) {
  const first = await rowsBehind(deps, name, asked, figure, { limit })
  const rows = [...first.rows]
  for (let { next } = first; next !== undefined;) {
    const page = await rowsBehind(deps, name, asked, figure, { limit, after: next })
    rows.push(...page.rows)
    next = page.next
  }
  return { ...first, rows }
}
const sumOf = (rows: readonly Readonly<Record<string, ReportValue>>[]): number =>
  rows.reduce((sum, row) => sum + Number(row['adds']), 0)

beforeEach(empty)

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n, 9))
const who = fc.integer({ min: 0, max: 5 }).map((n) => `user:${n}`)
const when = fc.integer({ min: 0, max: 60 }).map(day)
const amount = fc
  .record({ cents: fc.integer({ min: 1, max: 99_999 }), currency: fc.constantFrom('EUR', 'USD') })
  .map(({ cents, currency }) => money(cents / 100, currency))
const facts: fc.Arbitrary<Fact[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .record({
          person: who,
          at: when,
          channel: fc.constantFrom('Email', 'Direct', ''),
          content: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
          landingPage: fc.option(fc.constantFrom('/a', '/b'), { nil: undefined }),
        })
        .map(touch),
    },
    fc.record({ id: who, leadAt: when, account: fc.constantFrom('a', 'b') }).map(person),
    fc
      .record({
        person: fc.option(who, { nil: undefined }),
        account: fc.constantFrom('a', 'b'),
        amount: fc.option(amount, { nil: undefined }),
        status: fc.constantFrom('open', 'won'),
        createdAt: fc.option(when, { nil: undefined }),
      })
      .map(opportunity),
    fc
      .record({ opportunity: fc.integer({ min: 1, max: 40 }).map(String), person: who })
      .map(contactRole),
    fc
      .record({
        opportunity: fc.option(fc.integer({ min: 1, max: 40 }).map(String), { nil: undefined }),
        person: who,
        at: when,
        amount,
      })
      .map(revenue),
    fc.record({ at: when, channel: fc.constantFrom('Email', 'Paid'), amount }).map(spend),
  ),
  { minLength: 20, maxLength: 60 },
)

const asks = fc.record({
  report: fc.constantFrom(
    ['channel-pipeline', 'channel'],
    ['channel-pipeline', 'landingPage'],
    ['channel-pipeline', 'topic'],
    ['topic-pipeline', 'topic'],
  ),
  credit: fc.constantFrom('first', 'last', 'linear'),
  period: fc.constantFrom({}, { from: '2026-01-10', to: '2026-02-20' }),
  turn: fc.nat(50),
})

test('people behind a landing page are those of the period, though they arrived before it', async () => {
  const view = (minute: number, landingPage: string, more: object = {}) =>
    touch({
      person: 'user:1',
      at: new Date(Date.UTC(2026, 0, 9, 23, minute)),
      channel: 'Email',
      landingPage,
      ...more,
    })
  await put([view(55, '/before'), view(65, '/in'), view(75, '/further')])
  const asked = { by: 'landingPage', from: '2026-01-10' }
  const { rows } = await runReport(deps, 'channel-pipeline', asked)
  expect(rows.map((row) => [row['landingPage'], row['people']])).toEqual([['/in', 1]])
  const figure = { column: 'people', group: '/in' }
  const behind = await allBehind('channel-pipeline', asked, figure)
  expect(behind.rows).toMatchObject([{ person: 'user:1', touches: 1 }])
})

test('the rows behind a figure come to the figure, whatever is asked', async () => {
  await fc.assert(
    fc.asyncProperty(facts, asks, async (made, { report, credit, period, turn }) => {
      const [name, by] = report as [string, string]
      await empty()
      await link('user:1', 'user:0')
      await put([
        content({ id: 'one', topics: ['pricing'] }),
        content({ id: 'two', topics: ['pricing', 'data', 'law'] }),
        ...made,
      ])
      const asked = { by, credit, ...period }
      const { rows, totals, columns } = await runReport(deps, name, asked)
      const figures = columns.filter(({ form, madeOf }) => form !== 'text' && !madeOf)
      const cells = [
        ...rows.map((row) => ({ row, group: String(row[by]) })),
        ...totals.map((row) => ({ row, group: undefined })),
      ]
      // Each figure in one row: all of them in all rows would say no more, and take minutes.
      for (const [n, { name: column }] of figures.entries()) {
        const { row, group } = cells[(n + turn) % cells.length]!
        if (row[column] === null) continue
        const currency = (row['currency'] as string | null) ?? undefined
        const behind = await allBehind(name, asked, { column, group, currency }, 50)
        const figure = expect.closeTo(Number(row[column]), 9) as number
        expect([column, group, behind.sum, sumOf(behind.rows)]).toEqual([
          column,
          group,
          figure,
          figure,
        ])
        expect(behind.rows).toHaveLength(behind.count)
      }
    }),
    { numRuns: 8 },
  )
})

describe('the rows behind a figure', () => {
  const story = () =>
    put([
      content({ id: 'guide', topics: ['pricing'] }),
      touch({ person: 'user:1', at: day(1), channel: 'Email', content: 'guide' }),
      touch({ person: 'user:1', at: day(2), channel: 'Direct' }),
      touch({ person: 'user:1', at: day(3), channel: 'Email' }),
      touch({ person: 'user:2', at: day(3), content: 'guide' }),
      opportunity({
        id: '17',
        person: 'user:1',
        account: 'acme',
        amount: money(900, 'EUR'),
        status: 'open',
        createdAt: day(4),
      }),
      opportunity({ id: '18', person: 'user:1', amount: money(50, 'USD'), createdAt: day(4) }),
      opportunity({ id: '19', person: 'user:9', amount: money(70, 'EUR'), createdAt: day(5) }),
      opportunity({ id: '20', person: 'user:1', createdAt: day(5) }),
    ])

  test('say who was credited with what, and by which touches', async () => {
    await story()
    const figure = { column: 'pipeline', group: 'Email', currency: 'EUR' }
    const { rows, sum, count } = await rowsBehind(deps, 'channel-pipeline', {}, figure, {
      limit: 10,
    })
    expect({ sum, count }).toEqual({ sum: 600, count: 1 })
    expect(rows).toEqual([
      {
        key: 'deal test.contract 17',
        deal: '17',
        account: 'acme',
        status: 'open',
        at: day(4),
        whole: 900,
        path: 'Email › Direct › Email',
        share: expect.closeTo(2 / 3, 9) as number,
        adds: 600,
      },
    ])
  })

  test('are told beside what the figure leaves out', async () => {
    await story()
    const figure = { column: 'pipeline', group: 'Email', currency: 'EUR' }
    const { leftOut } = await rowsBehind(deps, 'channel-pipeline', {}, figure, { limit: 10 })
    expect(leftOut).toEqual([
      { what: 'In another currency, which is never added', amount: 50, currency: 'USD' },
      { what: 'Deals without an amount', amount: 1, currency: null },
      {
        what: 'Nobody had a touch inside the look-back: it stands under (no touch)',
        amount: 70,
        currency: 'EUR',
      },
    ])
    const people = { column: 'people', group: 'Email' }
    const ofPeople = await rowsBehind(deps, 'channel-pipeline', {}, people, { limit: 10 })
    expect(ofPeople.leftOut).toEqual([
      {
        what: 'Steps inside the site, which have no channel of their own',
        amount: 1,
        currency: null,
      },
    ])
  })

  test('come page by page, none twice and none missed', async () => {
    const at = (n: number) => new Date(day(1).getTime() + (n % 3))
    await put(
      Array.from({ length: 20 }, (_, n) =>
        touch({ person: `user:${n}`, at: at(n), channel: 'Email' }),
      ),
    )
    const figure = { column: 'touches', group: '2026-01-02' }
    const { rows, sum } = await allBehind('busy-days', {}, figure)
    expect(new Set(rows.map(({ key }) => key)).size).toBe(20)
    expect({ rows: rows.length, sum }).toEqual({ rows: 20, sum: 20 })
  })

  test('of a ratio are the figures that it is worked out of', async () => {
    const figure = { column: 'odd', group: '2026-01-02' }
    expect(await rowsBehind(deps, 'busy-days', {}, figure, { limit: 5 })).toMatchObject({
      column: { madeOf: ['touches'] },
      rows: [],
      sum: null,
    })
  })

  test.each([
    ['silent', 'touches', 'does not tell which rows are behind its figures'],
    ['busy-days', 'day', `'day' is not a figure`],
    ['busy-days', 'visits', `it has no column 'visits'; its figures are touches, odd`],
    ['quiet-days', 'touches', 'there is no report'],
  ])('of %s, %s: %s', async (name, column, message) => {
    await expect(rowsBehind(deps, name, {}, { column }, { limit: 5 })).rejects.toThrow(message)
  })

  test('cannot be turned to a page that nobody was given', async () => {
    for (const place of ['[1]', '["a","b"]', '{}', '[1,"\\u0000"]', '[']) {
      const page = { limit: 5, after: Buffer.from(place).toString('base64url') }
      await expect(rowsBehind(deps, 'busy-days', {}, { column: 'touches' }, page)).rejects.toThrow(
        `'after' is the 'next' of the page before`,
      )
    }
  })
})
