import { beforeAll, describe, expect, test } from 'vitest'
import { factWarehouse } from '../../../test/harness/fact-warehouse.ts'
import { sql } from '../../platform/database/index.ts'
import { account, idIn, person, touch } from '../processing/define.ts'
import { defineReport, type ReportSpec, type ReportTakes } from './define.ts'
import { runReport } from './run-report.ts'

const { warehouse, put } = await factWarehouse()
const now = new Date('2026-05-04T10:00:00Z')
const clock = { now: () => now }

const report = <T extends ReportTakes>(rest: Partial<ReportSpec<T>>) =>
  defineReport<T>({
    name: 'mine',
    title: 'Mine',
    columns: [{ name: 'n', title: 'N', form: 'count' }],
    rows: (query) => query`select count(*) as n from touch`,
    ...rest,
  })
const run = (given = report({}), asked = {}, name = 'mine') =>
  runReport({ warehouse, clock, reports: [given] }, name, asked)

beforeAll(() =>
  put([
    touch({ person: 'user:1', at: '2026-05-01T10:00:00Z', channel: 'Email' }),
    touch({ person: 'user:1', at: '2026-05-02T10:00:00Z', channel: 'Direct' }),
    touch({ person: 'user:2', at: '2026-05-03T10:00:00Z', channel: 'Direct' }),
  ]),
)

describe("a workspace's own report", () => {
  test('sees a person whom a website names at every visit once, with what was told last', async () => {
    const told = [
      person({ id: 'user:1', name: 'Ana', email: 'old@example.com' }),
      person({ id: 'user:1', email: 'ana@example.com', account: idIn({ name: 'crm' }, 4) }),
      person({ id: 'user:1', account: '5' }),
    ]
    for (const fact of told) await put([fact], 'web.events')
    await put([account({ id: '5', name: 'Acme' }), account({ id: '5', domain: 'acme.com' })])
    const joined = report({
      columns: [{ name: 'touches', title: 'Touches', form: 'count' }],
      rows: (query) => query`
        select count(*) as touches
        from touch t join person p on p.id = t.person join account a on a.id = p.account`,
    })
    expect((await run(joined)).rows).toEqual([{ touches: 2 }])
    const [ana] = await warehouse.query(sql`
      select p.name, p.email, p.account, p.account_system as "of", a.name as company, a.domain
      from person p join account a on a.id = p.account`)
    expect(ana).toEqual({
      name: 'Ana',
      email: 'ana@example.com',
      account: '5',
      of: null,
      company: 'Acme',
      domain: 'acme.com',
    })
  })

  test('is answered from one state of the facts, whatever comes in between its questions', async () => {
    const both = report({
      rows: async (query) => {
        const ask = async () => (await query<{ n: number }>`select count(*) as n from touch`)[0]!
        const rows = [await ask()]
        await put([touch({ person: 'user:3', at: '2026-05-03T11:00:00Z', channel: 'Direct' })])
        return { rows, totals: [await ask()] }
      },
    })
    const { rows, totals } = await run(both)
    expect(totals).toEqual(rows)
    await warehouse.query(sql`delete from touch where person = 'user:3'`)
  })

  test('asks the facts, with its request checked and filled in', async () => {
    const days = report({
      takes: { period: 'the date of the touch', by: ['channel', 'person'] },
      columns: ({ by }) => [
        { name: 'what', title: by, form: 'text' },
        { name: 'touches', title: 'Touches', form: 'count' },
      ],
      rows: (query, { by, from = new Date(0) }) => query`
        select if(${by} = 'channel', t.channel, t.person) as what, count(*) as touches, 'more' as more
        from touch t where t.at >= ${from} group by 1 order by 2 desc, 1`,
    })
    expect(await run(days, { from: '2026-05-02' })).toEqual({
      report: 'mine',
      title: 'Mine',
      columns: [
        { name: 'what', title: 'channel', form: 'text' },
        { name: 'touches', title: 'Touches', form: 'count' },
      ],
      rows: [{ what: 'Direct', touches: 2 }],
      totals: [],
      notes: [],
      request: { by: 'channel', from: new Date('2026-05-02') },
      opens: false,
      asOf: now,
    })
    expect((await run(days, { by: 'person' })).rows).toEqual([
      { what: 'user:1', touches: 2 },
      { what: 'user:2', touches: 1 },
    ])
  })

  test('goes before a built-in report of its name', async () => {
    const other = report({ title: 'Built in' })
    const answer = await runReport({ warehouse, clock, reports: [other, report({})] }, 'mine')
    expect(answer.title).toBe('Mine')
  })

  test.each([
    'delete from touch',
    'insert into touch (id) values (1) returning id as n',
    'select 1 as n; drop table touch',
    'create table copy as select * from touch',
    'set threads = 1',
    `copy touch to 'touch.csv'`,
  ])('may not write: %s', async (statement) => {
    const writes = report({ rows: (query) => query([statement]) })
    await expect(run(writes)).rejects.toThrow(
      `report 'mine': a report only reads: its query must be one 'select', not '`,
    )
    expect(await warehouse.query(sql`select count(*) as n from touch`)).toEqual([{ n: 3 }])
  })

  test.each([
    ['selec 1', /^report 'mine': its statement does not parse: syntax error at or near "selec"/],
    ['select at from touch', /write touch\.at or "at"$/],
    ['select no_such as n from touch', /^report 'mine': Binder Error: .*no_such/s],
    ['select n from nowhere', /^report 'mine': Catalog Error: .*nowhere/s],
    [`select 'x'::int as n`, /^report 'mine': Conversion Error/],
    [
      'select 1 as m',
      /^report 'mine': its rows have no 'n', which its columns promise; they have m$/,
    ],
  ])('is named when its statement is broken: %s', async (statement, message) => {
    await expect(run(report({ rows: (query) => query([statement]) }))).rejects.toThrow(message)
  })

  test('is named when its code is broken', async () => {
    const broken = report({
      rows: () => {
        throw new Error('no such luck')
      },
    })
    await expect(run(broken)).rejects.toThrow(`report 'mine': no such luck`)
    const shapeless = report({ rows: () => Promise.resolve(undefined as never) })
    await expect(run(shapeless)).rejects.toThrow(`report 'mine': 'rows' must give a list of rows`)
  })
})

describe('a request', () => {
  const all = report({
    takes: {
      period: 'the date',
      by: ['channel', 'topic'],
      credit: true,
      of: { what: 'contract', oneOf: ['crm.deals'] },
    },
  })

  test('is filled in with what is usual', async () => {
    expect((await run(all)).request).toEqual({ by: 'channel', credit: 'linear', lookback: 30 })
    const asked = {
      credit: 'first',
      lookback: '90d',
      of: 'crm.deals',
      to: '2026-05-04T12:00:00+02:00',
    }
    expect((await run(all, asked)).request).toEqual({
      by: 'channel',
      credit: 'first',
      lookback: 90,
      of: 'crm.deals',
      to: now,
    })
  })

  test.each([
    [{ by: 'colour' }, `'by' is one of channel, topic, not 'colour'`],
    [{ credit: 'most' }, `'credit' is one of first, last, linear, not 'most'`],
    [{ lookback: '0' }, `'lookback' is a number of days from 1 to 3650, not '0'`],
    [{ from: 'yesterday' }, `'from' is a day such as 2026-05-04, or a moment`],
    [{ from: '2026-02-31' }, `'from' is a day such as`],
    [{ to: '05/04/2026' }, `'to' is a day such as`],
    [{ to: '2026-05-04T10:00:00' }, `not '2026-05-04T10:00:00'`],
    [{ from: '2026-05-04', to: '2026-05-04' }, `'from' (2026-05-04) must lie before 'to'`],
    [{ of: 'crm.leads' }, `there is no contract 'crm.leads'; there are crm.deals`],
  ])('that cannot be answered says what is allowed: %o', async (asked, message) => {
    await expect(run(all, asked)).rejects.toThrow(message)
    await expect(run(all, asked)).rejects.toMatchObject({ kind: 'request' })
  })

  test('for more than a report takes is refused, not ignored', async () => {
    await expect(run(report({}), { by: 'channel' })).rejects.toThrow(
      `report 'mine' does not take 'by'; it takes nothing`,
    )
    await expect(
      run(report({ takes: { period: 'the date' } }), { credit: 'last' }),
    ).rejects.toThrow(`does not take 'credit'; it takes from, to`)
  })

  test('for a report that there is not names those that there are', async () => {
    await expect(run(all, {}, 'yours')).rejects.toThrow(
      `there is no report 'yours'; there are mine`,
    )
    await expect(run(all, {}, 'yours')).rejects.toMatchObject({ kind: 'unknown' })
  })
})

test.each([
  [{ name: 'My Report' }, 'name: write lower-case letters'],
  [{ title: '' }, 'title: write what stands above the table'],
  [{ columns: [] }, 'columns: write ['],
  [{ rows: 'select 1' as never }, 'rows: write (query, request)'],
  [{ takes: { by: [] } }, 'takes.by: write the dimensions'],
])('a definition that is wrong says what to write: %o', (wrong, message) => {
  expect(() => report(wrong)).toThrow(message)
})
