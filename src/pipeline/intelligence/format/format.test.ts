import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReportAnswer } from '../run-report.ts'
import { csvText } from './csv-text.ts'
import { tableText } from './table-text.ts'

const hostile = '=HYPERLINK("http://evil.example","x")'
const answer: ReportAnswer = {
  report: 'example',
  title: 'An example',
  columns: [
    { name: 'name', title: 'Name', form: 'text' },
    { name: 'day', title: 'Day', form: 'time' },
    { name: 'month', title: 'Month', form: 'month' },
    { name: 'people', title: 'People', form: 'count' },
    { name: 'leads', title: 'Leads', form: 'number' },
    { name: 'share', title: 'Share', form: 'percent' },
    { name: 'revenue', title: 'Revenue', form: 'money' },
  ],
  rows: [
    row('Köln 👩‍💻', new Date('2026-05-04'), 1_234_567, 2 / 3, 0.125, 1_234.5),
    row(hostile, new Date('2026-05-04T10:30:00Z'), 0, 0.000_42, -0.5, -99.999),
    row('two\nlines \u001b[31m', null, null, null, null, null),
    ...['+1', '-1', '@sum', '\ttab', 'a "quoted", cell', '＝1'].map((name) =>
      row(name, null, 1, 1, 1, 1),
    ),
  ],
  totals: [row('Total', null, 1_234_573, 6.667_086, null, 1_140.501)],
  notes: ['What stands below.'],
  request: { by: 'channel', credit: 'first', lookback: 30, from: new Date('2026-01-01') },
  opens: false,
  asOf: new Date('2026-05-04T10:00:00Z'),
}

function row(
  name: string,
  day: Date | null,
  people: number | null,
  leads: number | null,
  share: number | null,
  revenue: number | null,
) {
  return { name, day, month: day, people, leads, share, revenue }
}

const golden = (name: string) => join(import.meta.dirname, 'golden', name)

test('as a table for people', async () => {
  await expect(tableText(answer)).toMatchFileSnapshot(golden('table.txt'))
  const none = tableText({ ...answer, rows: [], totals: [], notes: [], request: {} })
  expect(none).toContain('\n(no rows)\n')
})

test('as CSV, where nothing can act as a formula and numbers stay numbers', async () => {
  const text = csvText(answer)
  await expect(text).toMatchFileSnapshot(golden('table.csv'))
  const cells = text.split('\n').map((line) => line.replace(/^"/, ''))
  expect(cells.filter((cell) => /^[=+\-@\t]/.test(cell))).toEqual([])
  expect(text).toContain(',-0.5,-99.999\n')
})
