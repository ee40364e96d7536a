import { describe, expect, test } from 'vitest'
import { readDeskSearch } from './desk-search.ts'
import { deskAbout, deskTitle } from './desk-title.ts'
import { dryRunWords, replayWords } from './replay-words.ts'

const counts = (open: number, overdue = 0) => ({
  open,
  overdue,
  owners: [{ name: 'web', open: 1, overdue: 1 }],
  modes: [],
  contracts: [],
})

describe('the title of the desk', () => {
  test.each([
    [0, 'Nothing needs a person'],
    [1, 'One thing needs a person'],
    [3, 'Three things need a person'],
    [100_000, '100,000 things need a person'],
  ])('says its finding: %i', (open, title) => {
    expect(deskTitle(counts(open), {})).toBe(title)
  })

  test('speaks of the owner that is asked for, and of what is late', () => {
    expect(deskTitle(counts(3), { owner: 'web' })).toBe('One thing needs web')
    expect(deskTitle(counts(3), { owner: 'ana' })).toBe('Nothing needs ana')
    expect(deskAbout(counts(3, 1), {})).toBe('One of them is overdue.')
    expect(deskAbout(counts(3, 2), {})).toBe('Two of them are overdue.')
    expect(deskAbout(counts(3, 1), { owner: 'web' })).toBe('It is overdue.')
  })
})

test('filters are read out of an address, and nonsense is left out', () => {
  expect(
    readDeskSearch({ owner: 7, mode: 'late', overdue: true, state: 'open', search: '  ', x: 1 }),
  ).toEqual({ owner: '7', mode: 'late', overdue: true })
  expect(readDeskSearch({ state: 'resolved', overdue: 'yes', contract: ['a'] })).toEqual({
    state: 'resolved',
  })
})

describe('a replay in words', () => {
  test('says first what would happen', () => {
    expect(dryRunWords({ land: 36, filter: 0, stay: 2, reasons: [], whyFiltered: [] })).toBe(
      '36 would land, 2 would stay held.',
    )
    expect(dryRunWords({ land: 0, filter: 0, stay: 0, reasons: [], whyFiltered: [] })).toBe(
      'Nothing is held here.',
    )
  })

  test('and then what did', () => {
    const nothing = { landed: 0, duplicate: 0, filtered: 0, heldAgain: 0, stayed: 0 }
    expect(replayWords(nothing)).toBe('Nothing was held')
    expect(replayWords({ ...nothing, landed: 1, stayed: 1, heldAgain: 1 })).toBe(
      '1 record landed, 2 still held',
    )
  })
})
