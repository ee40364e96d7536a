import { describe, expect, test } from 'vitest'
import { readTopics } from './topics.ts'

const report = (rows: readonly (readonly [string, string | null, number, number])[]) =>
  ({
    rows: rows.map(([topic, currency, leads, pipeline]) => ({ topic, currency, leads, pipeline })),
  }) as unknown as Parameters<typeof readTopics>[0]

describe('the topics', () => {
  test('stand by pipeline, each against the time before', () => {
    const now = report([
      ['data-residency', 'EUR', 21, 120],
      ['migration', 'EUR', 30, 300],
      ['new-thing', 'EUR', 1, 50],
    ])
    const before = report([
      ['data-residency', 'EUR', 9, 160],
      ['migration', 'EUR', 9, 200],
    ])
    expect(readTopics(now, before)).toEqual({
      currency: 'EUR',
      pipeline: 470,
      topics: [
        { topic: 'migration', leads: 30, pipeline: 300, growth: 0.5 },
        { topic: 'data-residency', leads: 21, pipeline: 120, growth: -0.25 },
        { topic: 'new-thing', leads: 1, pipeline: 50, growth: null },
      ],
    })
  })

  test('leave out what has no topic, other currencies and what brought nothing', () => {
    const now = report([
      ['migration', 'EUR', 3, 300],
      ['migration', 'USD', 0, 900],
      ['(no touch)', 'EUR', 9, 9_000],
      ['silent', 'EUR', 0, 0],
    ])
    expect(readTopics(now, undefined).topics.map(({ topic }) => topic)).toEqual(['migration'])
    expect(readTopics(report([]), undefined)).toEqual({
      topics: [],
      currency: undefined,
      pipeline: 0,
    })
  })
})
