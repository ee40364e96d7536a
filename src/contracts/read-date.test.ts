import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDate } from './read-date.ts'

type Order = 'DMY' | 'MDY' | 'YMD'
const read = (text: string, order?: Order, form: 'date' | 'date-time' = 'date') => {
  const result = readDate(text, order, form)
  return result.ok ? result.value : result.error
}

const days = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))

describe('readDate', () => {
  test.each([
    ['2026-04-03', undefined],
    ['2026-4-3', undefined],
    ['2026/04/03', undefined],
    ['3 April 2026', undefined],
    ['3 Apr 2026', undefined],
    ['03-Apr-2026', undefined],
    ['Apr 3, 2026', undefined],
    ['Friday, April 3, 2026', undefined],
    ['03.04.2026', 'DMY'],
    ['3/4/2026', 'DMY'],
    ['4/3/2026', 'MDY'],
    ['2026-04-03', 'DMY'],
    [' 2026-04-03 ', 'YMD'],
    ['2026-04-03T23:30:00-05:00', undefined],
  ] as const)('reads %s (%s) as 3 April 2026', (text, order) => {
    expect(read(text, order)).toBe('2026-04-03')
  })

  test.each([
    ['2026-04-03', '2026-04-03T00:00:00.000Z'],
    ['2026-04-03T10:20:30Z', '2026-04-03T10:20:30.000Z'],
    ['2026-04-03 10:20', '2026-04-03T10:20:00.000Z'],
    ['2026-04-03 9:05', '2026-04-03T09:05:00.000Z'],
    ['2026-04-03 10:20:30.123456+00', '2026-04-03T10:20:30.123Z'],
    ['2026-04-03T10:20:30+0200', '2026-04-03T08:20:30.000Z'],
    ['2026-04-03 10:20:30 UTC', '2026-04-03T10:20:30.000Z'],
    ['Fri, 03 Apr 2026 10:20:30 GMT', '2026-04-03T10:20:30.000Z'],
    ['April 3, 2026, 12:05 am', '2026-04-03T00:05:00.000Z'],
    ['April 3, 2026 12:05 PM', '2026-04-03T12:05:00.000Z'],
  ])('reads the time in %s', (text, at) => {
    expect(read(text, undefined, 'date-time')).toBe(at)
  })

  test('never guesses between two readings', () => {
    expect(read('03/04/2026')).toBe(
      `"03/04/2026" reads as 3 Apr and as 4 Mar; ` +
        `declare text: { dates: 'DMY' } or text: { dates: 'MDY' } in the contract`,
    )
    const number = fc.integer({ min: 1, max: 12 })
    fc.assert(
      fc.property(number, number, fc.constantFrom('/', '.', '-'), (a, b, sign) => {
        fc.pre(a !== b)
        expect(read(`${a}${sign}${b}${sign}2026`)).toMatch(/ reads as .* and as /)
      }),
    )
  })

  test('reads without a declared order what reads one way only', () => {
    expect(read('25/12/2026')).toBe('2026-12-25')
    expect(read('12/25/2026')).toBe('2026-12-25')
    expect(read('5/5/2026')).toBe('2026-05-05')
  })

  test.each([
    ['2026-02-30', 'is not a day of the calendar'],
    ['2026-13-01', 'is not a day of the calendar'],
    ['0/5/2026', 'is not a day of the calendar'],
    ['0026-04-03', 'is not a day of the calendar'],
    ['31/12/26', 'has a year of two digits; write it with four'],
    ['2026-04-03 25:00', 'is not a time'],
    ['2026-04-03 10:99', 'is not a time'],
    ['2026-04-03 13:00 am', 'is not a time'],
    ['3 Marvel 2026', 'is not a date'],
    ['3 Ma 2026', 'is not a date'],
    ['2026-04', 'is not a date'],
    ['20260403', 'is not a date'],
    ['yesterday', 'is not a date'],
    ['', 'is not a date'],
  ])('refuses %s', (text, reason) => {
    expect(read(text)).toBe(`"${text}" ${reason}`)
  })

  test('refuses a day that the declared order does not give', () => {
    expect(read('12/25/2026', 'DMY')).toMatch('not a day of the calendar')
    expect(read('25/12/2026', 'YMD')).toMatch('not year-month-day')
  })

  test('reads back every day in every order', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('/', '.', '-'), (day, sign) => {
        const [y, m, d] = day.split('-')
        expect(read(day)).toBe(day)
        expect(read([d, m, y].join(sign), 'DMY')).toBe(day)
        expect(read([m, d, y].join(sign), 'MDY')).toBe(day)
      }),
    )
  })

  test('reads back every moment as ISO 8601 writes it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (at) => {
          expect(read(at.toISOString(), undefined, 'date-time')).toBe(at.toISOString())
        },
      ),
    )
  })

  test('gives a day of the calendar or an error, whatever it is given', () => {
    const noise = fc.stringMatching(/^[\d/.\-: TZapr,]{0,24}$/)
    fc.assert(
      fc.property(noise, fc.constantFrom(undefined, 'DMY', 'MDY', 'YMD'), (text, order) => {
        const result = readDate(text, order, 'date-time')
        if (result.ok) expect(new Date(result.value).toISOString()).toBe(result.value)
        else expect(result.error).toContain(text)
      }),
    )
  })
})
