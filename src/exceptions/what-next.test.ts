import { describe, expect, test } from 'vitest'
import { failureModes } from '../contracts/index.ts'
import { pause, quarantine } from '../contracts/define.ts'
import { suggest } from './suggest.ts'
import { whatNext, type Surroundings } from './what-next.ts'

const now = new Date('2026-05-04T10:00:00Z')
const at = (time: string) => new Date(`2026-05-04T${time}:00Z`)
const open = {
  id: 12,
  state: 'open',
  mode: 'violation',
  dueAt: at('12:00'),
  escalatedAt: null,
  detail: {},
} as const
const alone: Surroundings = { path: quarantine(), held: 0, source: undefined }
const said = (exception: Parameters<typeof whatNext>[0], around: Partial<Surroundings> = {}) =>
  whatNext(exception, { ...alone, ...around }, now).map(({ at: time, words }) => [
    time?.toISOString().slice(11, 16) ?? null,
    words,
  ])

describe('what happens next', () => {
  test('it becomes overdue, and then waits for a person', () => {
    expect(said(open)).toEqual([
      ['12:00', 'It is marked as overdue, once, and its history says so.'],
      [null, 'Nothing else happens until a person acts.'],
    ])
    expect(said({ ...open, dueAt: at('09:00'), escalatedAt: at('09:01') })).toEqual([
      [null, 'Nothing happens until a person acts.'],
    ])
  })

  const source = {
    name: 'deals',
    every: '1h',
    lastRead: at('09:30'),
    retry: undefined,
    pausedBy: undefined,
  } as const

  test('the source is read again by its schedule, in the order of the times', () => {
    expect(said(open, { held: 2, source })).toEqual([
      [null, '2 records wait, whole and apart, until they are replayed or left out.'],
      ['10:30', 'deals is read again. What is held back already stays so.'],
      ['12:00', 'It is marked as overdue, once, and its history says so.'],
      [null, 'Nothing else happens until a person acts.'],
    ])
    expect(said(open, { source: { ...source, lastRead: at('08:00') } })[0]).toEqual([
      '10:00',
      'deals is read again.',
    ])
    expect(said(open, { source: { ...source, every: undefined } })[0]![1]).toMatch('overdue')
  })

  test('retries that were made are told with their times, and those that come with theirs', () => {
    const retries = (made: number) => ({
      retries: { made, since: '2026-05-04T09:00:00Z', last: '2026-05-04T09:04:11Z' },
    })
    const retry = { attempt: 3, times: 8, at: at('10:02') }
    expect(said({ ...open, detail: retries(8) }, { source: { ...source, retry } })).toEqual([
      [
        null,
        'It failed on 4 May 2026 at 09:00:00 UTC and was tried again 8 times, the last time on 4 May 2026 at 09:04:11 UTC: that did not help.',
      ],
      ['10:02', 'deals is tried again: attempt 3 of 8.'],
      ['12:00', 'It is marked as overdue, once, and its history says so.'],
      [null, 'Nothing else happens until a person acts.'],
    ])
    expect(said({ ...open, detail: retries(1) })[0]![1]).toMatch('was tried again once')
    // An attempt that is due is made in a moment, and never in the past.
    const due = { source: { ...source, retry: { ...retry, at: at('09:59') } } }
    expect(said(open, due)[0]).toEqual(['10:00', 'deals is tried again: attempt 3 of 8.'])
  })

  test('a source that stands still is not read, and it is said what it waits for', () => {
    expect(said(open, { path: pause(), source: { ...source, pausedBy: 12 } })).toEqual([
      [
        null,
        'deals is not read by itself until this is resolved. Who runs it by hand reads it once.',
      ],
      ['12:00', 'It is marked as overdue, once, and its history says so.'],
      [null, 'Nothing else happens until a person acts.'],
    ])
    expect(said(open, { source: { ...source, pausedBy: 7 } })[0]).toEqual([
      null,
      'deals stands still until exception 7 is resolved.',
    ])
    expect(said(open, { path: pause() })[0]).toEqual([
      null,
      'Records go on coming in: what is sent to the collector cannot be stopped.',
    ])
  })

  test('nothing happens to what is resolved', () => {
    const nothing = [
      null,
      'Nothing. If the trouble comes back, it is opened under a new number.',
    ] as const
    expect(said({ ...open, state: 'resolved' })).toEqual([nothing])
    expect(said({ ...open, state: 'resolved' }, { held: 3 })).toEqual([
      [null, '3 records wait, whole and apart, until they are replayed or left out.'],
      nothing,
    ])
  })
})

describe('what to do first', () => {
  test('is said for every failure mode, and ends with how it is done', () => {
    for (const mode of failureModes) {
      const with_ = (held: number, readable: boolean) =>
        suggest({ mode, state: 'open', detail: {} }, { held, readable })
      expect(with_(2, true)).toMatchObject({ action: 'replay' })
      expect(with_(0, false)).toMatchObject({ action: 'resolve' })
      expect(with_(0, false)?.words).toMatch(/^[A-Z][^.]+\. Then resolve this/)
    }
    expect(
      suggest({ mode: 'malformed', state: 'open', detail: {} }, { held: 0, readable: true }),
    ).toEqual({
      action: 'read',
      words: 'Ask the sender for records that can be read. Then read the source again.',
    })
    expect(
      suggest({ mode: 'drift', state: 'resolved', detail: {} }, { held: 1, readable: true }),
    ).toBeNull()
  })

  test('is a rebuild where the mapping changed, and nothing is looked at every minute then', () => {
    const changed = { ...open, mode: 'stale', detail: { rebuild: true } } as const
    expect(suggest(changed, { held: 0, readable: true })).toMatchObject({
      action: 'resolve',
      words: expect.stringMatching('^Run linchpin rebuild'),
    })
    expect(said(changed)).toHaveLength(2)
    expect(said({ ...changed, detail: {} })).toHaveLength(3)
  })
})
