import { expect, test } from 'vitest'
import { reportRowsText } from './report-rows.ts'

const answer = {
  report: 'channel-pipeline',
  column: { name: 'pipeline', title: 'Pipeline', form: 'money' as const },
  columns: [
    { name: 'deal', title: 'Deal', form: 'text' as const },
    { name: 'at', title: 'Date', form: 'time' as const },
    { name: 'month', title: 'Month', form: 'month' as const },
    { name: 'share', title: 'Credit', form: 'percent' as const },
    { name: 'adds', title: 'Adds', form: 'money' as const },
  ],
  rows: [
    {
      key: '1',
      deal: 'D-\u001b[31m1',
      at: '2026-05-04T00:00:00.000Z',
      month: '2026-05-01T00:00:00.000Z',
      share: 2 / 3,
      adds: 600,
    },
  ],
  count: 2,
  sum: 1200.5,
  leftOut: [{ what: 'In another currency, which is never added', amount: 50, currency: 'USD' }],
  asOf: '2026-05-10T15:00:00Z',
}

test('the rows behind a figure, for a terminal', () => {
  expect(reportRowsText(answer)).toBe(
    [
      'Deal      Date        Month     Credit  Adds',
      '--------  ----------  -------  -------  ----',
      'D-\ufffd[31m1  2026-05-04  2026-05  66.67 %   600',
      '',
      '2 rows come to 1,200.5. The first 1 are shown; --json has more.',
      'Left out: In another currency, which is never added: 50 USD.',
      '',
    ].join('\n'),
  )
})

test('of a ratio says which figures to ask for', () => {
  const column = { ...answer.column, title: 'Return', madeOf: ['revenue', 'spend'] }
  expect(reportRowsText({ ...answer, column })).toBe(
    'Return is worked out of revenue and spend: ask for --figure revenue.\n',
  )
})
