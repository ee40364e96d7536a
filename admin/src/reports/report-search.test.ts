import { describe, expect, test } from 'vitest'
import { askOf, readReportSearch, type ReportEntry } from './report-search.ts'

const now = new Date('2026-05-10T15:00:00Z')
const takes = (more: ReportEntry['takes']): ReportEntry => ({
  name: 'mine',
  title: 'Mine',
  opens: true,
  takes: more,
})
const all = takes({ period: 'the date', by: ['channel'], credit: true })

describe('the address of a report', () => {
  test('keeps what it knows, and forgets what cannot be meant', () => {
    const given = {
      range: '30d',
      from: '2026-02-31x',
      to: '2026-03-01',
      by: 'topic',
      group: 2026,
      colour: 'red',
    }
    expect(readReportSearch(given)).toEqual({
      range: '30d',
      to: '2026-03-01',
      by: 'topic',
      group: '2026',
    })
    expect(readReportSearch({ range: 'for ever', from: 'yesterday' })).toEqual({})
    expect(readReportSearch({ from: '0020-11-06', to: '20261-01-01' })).toEqual({})
  })

  test('says nothing of what is usual', () => {
    expect(readReportSearch({ range: '90d' })).toEqual({})
  })
})

describe('what an address asks of a report', () => {
  test('is the last 90 days, today among them, unless it says otherwise', () => {
    expect(askOf(all, {}, now)).toEqual({ from: '2026-02-10' })
    expect(askOf(all, { range: '7d' }, now)).toEqual({ from: '2026-05-04' })
    expect(askOf(all, { range: 'all' }, now)).toEqual({})
  })

  test('takes a range of one’s own with its last day', () => {
    const own = { from: '2026-01-01', to: '2026-01-31', range: '7d' as const }
    expect(askOf(all, own, now)).toEqual({ from: '2026-01-01', to: '2026-02-01' })
  })

  test('is never more than the report takes', () => {
    const search = { by: 'topic', credit: 'first', lookback: '7', of: 'hero' }
    expect(askOf(takes({}), search, now)).toEqual({})
    expect(askOf(all, { ...search, range: 'all' }, now)).toEqual({
      by: 'topic',
      credit: 'first',
      lookback: '7',
    })
  })

  test('names the first thing where a report must be about one', () => {
    const about = takes({ of: { what: 'experiment', oneOf: ['hero', 'footer'], needed: true } })
    expect(askOf(about, {}, now)).toEqual({ of: 'hero' })
    expect(askOf(about, { of: 'footer' }, now)).toEqual({ of: 'footer' })
    expect(askOf(takes({ of: { what: 'contract' } }), {}, now)).toEqual({})
  })
})
