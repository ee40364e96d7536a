import { describe, expect, test } from 'vitest'
import { setLocale } from '../ui/locale.ts'
import { findingOf, type Overview } from './finding.ts'

setLocale({ tag: 'en-GB', zone: 'UTC' })

const quiet: Overview = {
  at: '2026-05-04T17:20:00Z',
  since: '2026-05-03T18:00:00Z',
  ingestion: {
    read: 10,
    landed: 10,
    duplicate: 0,
    filtered: 0,
    quarantined: 0,
    difference: 0,
    systems: 2,
    late: 0,
    held: 0,
    ever: true,
  },
  checked: { at: '2026-05-04T17:19:30Z', difference: 0 },
  processing: { state: 'serving', reason: null, facts: 12, waiting: 0 },
  execution: { readable: 4, changed: 0 },
  feedback: { running: 1, exposures: 3, goals: 1, delayMs: 900 },
  desk: { open: 0, overdue: 0 },
}

describe('the finding', () => {
  test('is that everything ran, when it did', () => {
    expect(findingOf(quiet)).toEqual({
      title: 'Nothing needs a person',
      about:
        'Every record since yesterday, 18:00 is accounted for, and whatever failed has been dealt with.',
    })
  })

  test('counts what needs a person, and says what is overdue', () => {
    expect(findingOf({ ...quiet, desk: { open: 3, overdue: 0 } })).toEqual({
      title: 'Three things need a person',
      about:
        'Everything else is in order, and every record since yesterday, 18:00 is accounted for.',
    })
    expect(findingOf({ ...quiet, desk: { open: 12, overdue: 2 } })).toMatchObject({
      title: '12 things need a person',
      about:
        'Two of them are overdue. Everything else is in order, and every record since yesterday, 18:00 is accounted for.',
    })
    expect(findingOf({ ...quiet, desk: { open: 1, overdue: 1 } })).toMatchObject({
      title: 'One thing needs a person',
      about:
        'It is overdue. Everything else is in order, and every record since yesterday, 18:00 is accounted for.',
    })
  })

  test('puts a lost record before everything else, whoever counted it', () => {
    const desk = { open: 3, overdue: 3 }
    const atDoor = { ...quiet, desk, ingestion: { ...quiet.ingestion, difference: 12 } }
    expect(findingOf(atDoor).title).toBe('12 records are unaccounted for')
    const inTables = { ...quiet, desk, checked: { ...quiet.checked, difference: 1 } }
    expect(findingOf(inTables)).toMatchObject({
      title: '1 record is unaccounted for',
      about: 'Counted in the tables at 17:19. This must not happen; please report it.',
    })
  })

  test('says when nothing came yet, and when the facts do not answer', () => {
    expect(findingOf({ ...quiet, ingestion: { ...quiet.ingestion, ever: false } }).title).toBe(
      'Nothing has come in yet',
    )
    const failed = { ...quiet.processing, state: 'failed' as const, reason: 'The disk is full.' }
    expect(findingOf({ ...quiet, processing: failed })).toEqual({
      title: 'The facts do not answer',
      about: 'Signals land all the same, and none is lost. The disk is full.',
    })
  })
})
