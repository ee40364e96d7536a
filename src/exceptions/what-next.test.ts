import { describe, expect, test } from 'vitest'
import { failureModes } from '../contracts/index.ts'
import { pause, quarantine, retry, review } from '../contracts/define.ts'
import { suggest } from './suggest.ts'
import { whatNext, type Surroundings } from './what-next.ts'

const now = new Date('2026-05-04T10:00:00Z')
const at = (time: string) => new Date(`2026-05-04T${time}:00Z`)
const open = { state: 'open', mode: 'violation', dueAt: at('12:00'), escalatedAt: null } as const
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

  test('the source is read again by its schedule, in the order of the times', () => {
    const source = { name: 'deals', every: '1h', lastRead: at('09:30') } as const
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
  })

  test('spent retries and what stands still are said first', () => {
    expect(said(open, { path: retry({ times: 5, otherwise: review() }) })[0]).toEqual([
      null,
      'The 5 retries that the contract declares are spent.',
    ])
    expect(said(open, { path: pause() })[0]).toEqual([
      null,
      'The exchange stands still until a person says go.',
    ])
  })

  test('nothing happens to what is resolved', () => {
    expect(said({ ...open, state: 'resolved' }, { held: 3 })).toEqual([
      [null, 'Nothing. If the trouble comes back, it is opened under a new number.'],
    ])
  })
})

describe('what to do first', () => {
  test('is said for every failure mode, and ends with how it is done', () => {
    for (const mode of failureModes) {
      const with_ = (held: number, readable: boolean) =>
        suggest({ mode, state: 'open' }, { held, readable })
      expect(with_(2, true)).toMatchObject({ action: 'replay' })
      expect(with_(0, false)).toMatchObject({ action: 'resolve' })
      expect(with_(0, false)?.words).toMatch(/^[A-Z][^.]+\. Then resolve this/)
    }
    expect(suggest({ mode: 'malformed', state: 'open' }, { held: 0, readable: true })).toEqual({
      action: 'read',
      words: 'Ask the sender for records that can be read. Then read the source again.',
    })
    expect(suggest({ mode: 'drift', state: 'resolved' }, { held: 1, readable: true })).toBeNull()
  })
})
