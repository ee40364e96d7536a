import { describe, expect, test } from 'vitest'
import type { Preview } from './types.ts'
import { readAsText, uploadFinding } from './upload-words.ts'

const preview = (counts: Partial<Preview['counts']>, change: Partial<Preview> = {}): Preview => ({
  upload: 'x',
  file: 'deals.csv',
  size: 3_210,
  source: 'deals',
  contract: 'crm.deals',
  encoding: 'utf-8',
  delimiter: ';',
  columns: ['id', 'amount'],
  added: [],
  absent: [],
  drifts: [],
  problem: null,
  counts: { read: 0, landed: 0, duplicate: 0, filtered: 0, quarantined: 0, ...counts },
  complete: true,
  reasons: [],
  rows: [],
  ...change,
})

describe('the finding of a judged file', () => {
  test('says how much of it would land', () => {
    expect(uploadFinding(preview({ read: 1_200, landed: 1_200 }))).toBe(
      'All 1,200 records would land',
    )
    expect(uploadFinding(preview({ read: 6, landed: 2, duplicate: 2, quarantined: 2 }))).toBe(
      '2 of 6 records would land, 2 would be quarantined',
    )
    expect(uploadFinding(preview({ read: 3, duplicate: 3 }))).toBe('All 3 records are held already')
    expect(uploadFinding(preview({}))).toBe('deals.csv has no records')
  })

  test('says when it could not be read, or only its beginning was judged', () => {
    const problem = { mode: 'malformed', message: 'it is a picture (PNG)' } as const
    expect(uploadFinding(preview({}, { problem }))).toBe('deals.csv cannot be read')
    const part = preview({ read: 100_000, landed: 99_998, quarantined: 2 }, { complete: false })
    expect(uploadFinding(part)).toBe(
      '99,998 of the first 100,000 records would land, 2 would be quarantined',
    )
  })
})

test('how the file was understood', () => {
  expect(readAsText(preview({}))).toBe(
    '3.2 kB, text in UTF-8, columns parted by semicolons, 2 columns',
  )
})
