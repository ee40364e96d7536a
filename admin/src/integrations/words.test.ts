import { describe, expect, test } from 'vitest'
import type { Integrations, ListedContract } from './types.ts'
import { durationText, fieldsOf, findingOf, findingOfAll, pathWhen, sourceText } from './words.ts'

const now = new Date('2026-05-04T12:00:00Z').getTime()
const ago = (hours: number) => new Date(now - hours * 3_600_000).toISOString()

const contract = (change: Partial<ListedContract> = {}): ListedContract => ({
  contract: 'crm.deals',
  version: '1.0.0',
  system: 'crm',
  owner: 'revops',
  means: null,
  builtIn: false,
  promise: '24h',
  freshness: { state: 'fresh', lastAt: ago(1), dueAt: ago(-23) },
  totals: { read: 0, landed: 0, duplicate: 0, filtered: 0, quarantined: 0 },
  held: 0,
  open: 0,
  days: [],
  sources: [],
  ...change,
})
const late = (name: string, hours: number) =>
  contract({
    contract: name,
    freshness: { state: 'late', lastAt: ago(hours + 24), dueAt: ago(hours) },
  })
const stopped = (name: string): ListedContract =>
  contract({
    contract: name,
    sources: [
      {
        name,
        door: 'file',
        path: 'deals',
        format: 'csv',
        every: '1h',
        lastReadAt: null,
        reading: null,
        retry: null,
        pausedBy: 12,
      },
    ],
  })
const systems = (...contracts: ListedContract[]): Integrations['systems'] => [
  { name: 'crm', title: 'CRM', contracts },
]

describe('the finding of all contracts', () => {
  const found = (...contracts: ListedContract[]) => findingOfAll(systems(...contracts), now)

  test('names what is late, the worst of several', () => {
    expect(found(contract(), late('crm.deals', 72))).toBe('crm.deals is 3 days late')
    expect(found(late('ads.spend', 5), late('crm.deals', 72))).toBe(
      'Two contracts are late, crm.deals by 3 days',
    )
  })

  test('names what stands still before what is late', () => {
    expect(found(late('ads.spend', 5), stopped('crm.deals'))).toBe(
      'crm.deals stands still until somebody says go',
    )
    expect(found(stopped('crm.people'), stopped('crm.deals'))).toBe(
      'Two contracts stand still until somebody says go',
    )
  })

  test('then what is in quarantine, then what never came', () => {
    expect(found(contract({ held: 38 }))).toBe(
      'Every promise is kept, and 38 records are in quarantine',
    )
    const never = { state: 'never', lastAt: null, dueAt: null } as const
    expect(found(contract(), contract({ freshness: never }))).toBe(
      '1 contract has brought nothing yet',
    )
  })

  test('else says that all is well, and of how many', () => {
    expect(found(contract(), contract())).toBe('All 2 contracts keep their promise')
    expect(found(contract())).toBe('The one contract with a promise keeps it')
    expect(findingOfAll([], now)).toBe('No system is connected yet')
  })
})

describe('the finding of one contract', () => {
  test('is the worst that is true of it', () => {
    expect(findingOf(stopped('crm.deals'), now)).toBe(
      'crm.deals stands still until somebody says go',
    )
    expect(findingOf(late('crm.deals', 2), now)).toBe('crm.deals is 2 h late')
    expect(findingOf(contract({ held: 1 }), now)).toBe('1 record of crm.deals is in quarantine')
    expect(findingOf(contract(), now)).toBe('crm.deals keeps its promise')
    const silent = { state: 'no-promise', lastAt: null, dueAt: null } as const
    expect(findingOf(contract({ freshness: silent, promise: null }), now)).toBe(
      'crm.deals has brought nothing yet',
    )
  })
})

describe('plain words', () => {
  test('for durations and sources', () => {
    expect(durationText('24h')).toBe('24 hours')
    expect(durationText('1d')).toBe('1 day')
    const file = {
      name: 'deals',
      door: 'file',
      path: 'exports/deals',
      format: 'csv',
      every: '1h',
      lastReadAt: null,
      reading: null,
      retry: null,
      pausedBy: null,
    } as const
    expect(sourceText(file)).toBe('CSV in exports/deals, looked at every hour')
    expect(sourceText({ ...file, every: '10m' })).toContain('every 10 minutes')
    expect(sourceText({ ...file, every: null })).toContain('read when somebody asks')
    expect(sourceText({ ...file, door: 'collector' })).toBe('Events that are sent to the collector')
  })

  test('for a failure mode and the faces of drift', () => {
    const path = { path: 'ignore', words: '' } as const
    expect(pathWhen({ ...path, mode: 'malformed', face: null })).toBe('A record cannot be parsed')
    expect(pathWhen({ ...path, mode: 'drift', face: 'removed' })).toBe('A field is gone')
  })
})

describe('the fields of a contract', () => {
  test('stand beside the columns of the files, with what either has alone', () => {
    const payload = {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string' },
        closed: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
      },
    }
    const seen = {
      source: 'deals',
      seenAt: ago(1),
      seen: ['id', 'colour'],
      added: ['colour'],
      absent: ['closed'],
    }
    expect(fieldsOf({ payload, columns: [seen] })).toEqual([
      { name: 'id', holds: 'text', required: true, seen: true, declared: true },
      { name: 'closed', holds: 'date or nothing', required: false, seen: false, declared: true },
      {
        name: 'colour',
        holds: 'not known to the contract',
        required: false,
        seen: true,
        declared: false,
      },
    ])
    expect(fieldsOf({ payload, columns: [] })[0]).toMatchObject({ seen: undefined })
  })
})
