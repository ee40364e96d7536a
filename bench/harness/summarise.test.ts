import { expect, test } from 'vitest'
import { summarise } from './summarise.ts'
import { table } from './table.ts'

const bench = {
  name: 'placement',
  unit: 'requests/s',
  better: 'higher',
  baselineName: 'bare node:http',
  bar: { figure: 100, ratio: 0.6, also: { 'p99, ms': 5 } },
} as const
const reading = (figure: number, p99: number) => ({ figure, also: { 'p99, ms': p99 } })
const rounds = [
  { subject: reading(120, 2), baseline: { figure: 200 } },
  { subject: reading(90, 9), baseline: { figure: 100 } },
  { subject: reading(110, 3), baseline: { figure: 200 } },
]

test('takes ratios within a round, and medians over the rounds', () => {
  const result = summarise(bench, rounds)
  expect(result.subject).toEqual({ min: 90, median: 110, max: 120 })
  expect(result.ratio).toEqual({ min: 0.55, median: 0.6, max: 0.9 })
  expect(result.bars.map(({ reached }) => reached)).toEqual([true, true, true])
})

test('says which bar was missed', () => {
  const result = summarise({ ...bench, bar: { figure: 115 } }, rounds)
  expect(table([result])).toBe(
    [
      'measurement  unit        subject       baseline       ratio',
      'placement    requests/s  110 (90–120)  200 (100–200)  0.6 (0.55–0.9)',
      '  p99, ms                3 (2–9)',
      '  MISSED: at least 115',
      '  against: bare node:http',
    ].join('\n'),
  )
})

test('a figure that was not measured reaches no bar', () => {
  const result = summarise({ ...bench, bar: { also: { 'p95, ms': 5 } } }, rounds)
  expect(result.bars).toEqual([{ bar: 'p95, ms: at most 5', reached: false }])
})
