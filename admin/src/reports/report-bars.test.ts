import { describe, expect, test } from 'vitest'
import { valueOf } from './figure-value.ts'
import { barsOf } from './report-bars.ts'
import type { ReportColumn } from './report-search.ts'

const columns: ReportColumn[] = [
  { name: 'channel', title: 'Channel', form: 'text' },
  { name: 'currency', title: 'Currency', form: 'text' },
  { name: 'leads', title: 'Leads', form: 'number' },
  { name: 'revenue', title: 'Revenue', form: 'money' },
  { name: 'return', title: 'Return', form: 'number', madeOf: ['revenue', 'spend'] },
]
const row = (channel: string, currency: string, leads: number | null, revenue: number) => ({
  channel,
  currency,
  leads,
  revenue,
  return: revenue / 10,
})
// Counts have no currency: they stand on the first row of their group alone.
const rows = [
  row('Direct', 'EUR', 3, 50),
  row('Email', 'EUR', 7, 90),
  row('Email', 'USD', null, 40),
]
const totals = [row('Total', 'EUR', 10, 140), row('Total', 'USD', null, 40)]
const answer = { columns, rows, totals }
const barsIn = (name: string, currency: string) =>
  barsOf(
    answer,
    columns.find((each) => each.name === name)!,
    currency,
  )

describe('where money came in two currencies', () => {
  test('a bar of counts opens its count, whatever the chart’s currency is', () => {
    const bars = barsIn('leads', 'USD')
    expect(bars.map(({ label, value }) => [label, value])).toEqual([
      ['Email', 7],
      ['Direct', 3],
    ])
    for (const { value, figure } of bars) expect(valueOf(answer, figure)).toBe(value)
  })

  test.each(['revenue', 'return'])('%s has one bar a group, and opens the one it shows', (name) => {
    const bars = barsIn(name, 'USD')
    expect(bars.map(({ label }) => label)).toEqual(['Email'])
    expect(bars.map(({ figure }) => valueOf(answer, figure))).toEqual(
      bars.map(({ value }) => value),
    )
  })

  test('a count is found from the row of any currency, and an amount from its own alone', () => {
    expect(valueOf(answer, { column: 'leads', group: 'Email', currency: 'USD' })).toBe(7)
    expect(valueOf(answer, { column: 'leads', currency: 'USD' })).toBe(10)
    expect(valueOf(answer, { column: 'revenue', group: 'Direct', currency: 'USD' })).toBeNull()
  })
})
