import { describe, expect, test } from 'vitest'
import { findingOf } from './report-finding.ts'
import type { ReportAnswer, ReportColumn } from './report-search.ts'

const column = (name: string, form: ReportColumn['form']): ReportColumn => ({
  name,
  title: name.charAt(0).toUpperCase() + name.slice(1),
  form,
})
const answer = (more: Partial<ReportAnswer>): ReportAnswer => ({
  report: 'topic-pipeline',
  title: 'From topic to revenue',
  columns: [
    column('topic', 'text'),
    column('currency', 'text'),
    column('leads', 'number'),
    column('pipeline', 'money'),
    column('revenue', 'money'),
  ],
  rows: [],
  totals: [],
  notes: [],
  request: {},
  opens: true,
  asOf: '2026-05-10T15:00:00Z',
  ...more,
})
const row = (topic: string, revenue: number, pipeline = 0, currency = 'EUR') => ({
  topic,
  currency,
  leads: 1,
  pipeline,
  revenue,
})

describe('the finding of a report', () => {
  test('is who earns most, of how much', () => {
    const rows = [
      row('Data residency', 412_000),
      row('Pricing', 300_000),
      row('Pricing', 9_999_999, 0, 'USD'),
    ]
    const totals = [row('Total', 1_100_000)]
    expect(findingOf(answer({ rows, totals })).title).toBe(
      'Data residency earns most: €412k of €1.1m',
    )
  })

  test('falls back to pipeline and leads where nothing was earned yet', () => {
    const rows = [row('Pricing', 0, 900), row('Data', 0, 1200)]
    expect(findingOf(answer({ rows })).title).toBe('Data brings most pipeline: €1,200 of €2,100')
    const leads = [row('Pricing', 0), row('Data', 0)]
    expect(findingOf(answer({ rows: leads })).title).toBe('Pricing brings most leads: 1 of 2')
  })

  test('never gives the prize to what is not known, and says how much that is', () => {
    const found = findingOf(answer({ rows: [row('(no touch)', 5_000), row('Data', 100)] }))
    expect(found).toEqual({
      title: 'Data earns most: €100 of €5,100',
      about: '€5,000 of it stands under (no touch).',
    })
    const nobody = findingOf(answer({ rows: [row('(no touch)', 5_000)] }))
    expect(nobody.title).toBe('Revenue so far: €5,000')
  })

  test('of no rows says so', () => {
    expect(findingOf(answer({})).title).toBe('From topic to revenue: nothing here yet')
  })

  test('of a ratio of money compares within one currency', () => {
    const ratio = { ...column('return', 'number'), madeOf: ['revenue'] }
    const rows = [
      { ...row('Data', 50), return: 5 },
      { ...row('Data', 90, 0, 'USD'), return: 9 },
    ]
    const { columns } = answer({})
    expect(findingOf(answer({ columns: [...columns, ratio], rows }), 'return').title).toBe(
      'Data has most return: 5 of 5',
    )
  })

  test('of the reconciliation is whether everything is accounted for', () => {
    const columns = ['read', 'landed', 'quarantined', 'difference'].map((name) =>
      column(name, 'count'),
    )
    const counts = (read: number, landed: number, quarantined: number, difference: number) =>
      findingOf(
        answer({
          report: 'reconciliation',
          columns: [column('contract', 'text'), ...columns],
          rows: [{ contract: 'a', read, landed, quarantined, difference }],
        }),
      )
    expect(counts(1200, 1200, 0, 0)).toEqual({
      title: 'Everything is accounted for: 1,200 records read',
      about: '1,200 landed, none held.',
    })
    expect(counts(1200, 1162, 38, 0).about).toBe('1,162 landed, 38 held for a person.')
    expect(counts(1200, 1161, 38, 1).title).toBe('1 record is not accounted for')
    expect(counts(0, 0, 0, 0).title).toBe('Nothing has been read yet')
  })

  test('of a workspace’s own report names what has most', () => {
    const own = answer({
      report: 'busy-months',
      columns: [column('month', 'month'), column('touches', 'count')],
      rows: [
        { month: '2026-04-01T00:00:00Z', touches: 5 },
        { month: '2026-05-01T00:00:00Z', touches: 7 },
      ],
    })
    expect(findingOf(own).title).toBe('May 2026 has most touches: 7 of 12')
  })
})
