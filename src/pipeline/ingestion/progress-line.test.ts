import { expect, test } from 'vitest'
import { progressLine } from './progress-line.ts'

const startedAt = new Date('2026-05-04T12:00:00Z')
const after = (seconds: number) => new Date(startedAt.getTime() + seconds * 1_000)
const file = { label: 'leads.csv', total: 1_000_000, startedAt }

test('a progress line says how far it is, how fast, and what is left', () => {
  expect(progressLine({ ...file, done: 250_000, records: 90_000, now: after(3) })).toBe(
    'leads.csv █████░░░░░░░░░░░░░░░ 25 % · 90,000 records · 30,000/s · 9 s left',
  )
  expect(progressLine({ ...file, done: 1_000, records: 9, now: after(60) })).toMatch('16.6 h left')
})

test('it promises nothing before it knows anything, nor at the end', () => {
  expect(progressLine({ ...file, done: 0, records: 0, now: startedAt })).toBe(
    'leads.csv ░░░░░░░░░░░░░░░░░░░░ 0 % · 0 records',
  )
  expect(progressLine({ ...file, done: 1_000_000, records: 5, now: after(1) })).toBe(
    'leads.csv ████████████████████ 100 % · 5 records · 5/s',
  )
  expect(progressLine({ ...file, done: 0, total: 0, records: 0, now: after(1) })).toMatch('100 %')
})
