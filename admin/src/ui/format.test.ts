import { afterEach, describe, expect, it } from 'vitest'
import {
  formatAge,
  formatAgo,
  formatBytes,
  formatCalendarDay,
  formatCount,
  formatDay,
  formatDue,
  formatMany,
  formatMoment,
  formatMoney,
  formatMonth,
  formatPercent,
  formatSpan,
  formatTime,
  formatWord,
} from './format.ts'
import { setLocale } from './locale.ts'

const british = { tag: 'en-GB', zone: 'UTC' }
const now = Date.UTC(2026, 10, 22, 9, 0, 0)
const minute = 60_000
const hour = 60 * minute

describe('format', () => {
  afterEach(() => setLocale(british))
  setLocale(british)

  it('writes counts, shares and money as the locale does', () => {
    expect(formatCount(128_402)).toBe('128,402')
    expect(formatCount(128_402, { short: true })).toBe('128k')
    expect(formatCount(0.125)).toBe('0.13')
    expect(formatPercent(0.314)).toBe('31.4%')
    expect(formatMoney(1_204_500_000, 'EUR')).toBe('€1,204.50')
    expect(formatMoney(412_000_000_000, 'USD')).toBe('US$412,000')
    expect(formatMoney(0, undefined)).toBe('0')
    expect(formatMoney(411_870_000_000, 'EUR', { short: true })).toBe('€412k')
    setLocale({ ...british, tag: 'de-DE' })
    expect(formatCount(128_402)).toBe('128.402')
    expect(formatPercent(0.314)).toBe('31,4\u00a0%')
  })

  it('writes minus as a minus sign, and plus only where a difference is meant', () => {
    expect(formatCount(-3)).toBe('−3')
    expect(formatMoney(-5_000_000, 'EUR')).toBe('−€5')
    expect(formatPercent(-0.12, { sign: true, digits: 0 })).toBe('−12%')
    expect(formatPercent(0.31, { sign: true, digits: 0 })).toBe('+31%')
    expect(formatCount(0, { sign: true })).toBe('0')
  })

  it('writes a dash where there is no value, and never NaN', () => {
    for (const absent of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect([formatCount(absent), formatPercent(absent), formatMoney(absent, 'EUR')]).toEqual([
        '–',
        '–',
        '–',
      ])
    }
    expect([formatTime('no time'), formatAge('no time', now), formatSpan(Number.NaN)]).toEqual([
      '–',
      '–',
      '–',
    ])
  })

  it('writes the days and months of reports alike in every zone', () => {
    setLocale({ ...british, zone: 'America/New_York' })
    expect(formatCalendarDay('2026-11-01T00:00:00Z')).toBe('1 Nov 2026')
    expect(formatMonth('2026-11-01T00:00:00Z')).toBe('November 2026')
    expect(formatDay('2026-11-01T00:00:00Z')).toBe('31 Oct 2026')
  })

  it('writes a moment whole, with seconds and zone', () => {
    expect(formatTime('2026-11-22T09:05:07Z')).toBe('22 Nov 2026, 09:05')
    expect(formatMoment('2026-11-22T09:05:07Z')).toBe('22 Nov 2026, 09:05:07 UTC')
  })

  it('tells an age in its largest unit', () => {
    expect(formatSpan(840)).toBe('0.8 s')
    expect(formatAge(now - 14 * minute, now)).toBe('14 min')
    expect(formatAge(now - 25 * hour, now)).toBe('1 day')
    expect(formatAge(now - 49 * hour, now)).toBe('2 days')
    expect(formatAge(now + 2 * hour, now)).toBe('in 2 h')
    expect(formatAge(now - 3_000, now)).toBe('now')
    expect(formatAgo(now - 14 * minute, now)).toBe('14 min ago')
    expect(formatAgo(now - 3_000, now)).toBe('just now')
    expect(formatAgo(now + 2 * hour, now)).toBe('in 2 h')
  })

  it('tells a due time in the words of a day', () => {
    expect(formatDue(now + hour, now)).toBe('due in 1 h')
    expect(formatDue(now + 9 * hour, now)).toBe('due 18:00')
    expect(formatDue(now + 24 * hour, now)).toBe('due tomorrow')
    expect(formatDue(now + 72 * hour, now)).toBe('due 25 Nov')
    expect(formatDue(now - 4 * hour, now)).toBe('4 h overdue')
  })

  it('writes sizes in thousands', () => {
    const sizes = [17, 3_200, 64_000_000, 1_400_000_000]
    expect(sizes.map(formatBytes)).toEqual(['17 bytes', '3.2 kB', '64 MB', '1.4 GB'])
  })

  it('gives a number its noun, and a title its word', () => {
    expect([formatMany(1, 'signal'), formatMany(2_000, 'signal')]).toEqual([
      '1 signal',
      '2,000 signals',
    ])
    expect([formatWord(3), formatWord(12)]).toEqual(['Three', '12'])
  })
})
