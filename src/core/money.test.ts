import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { micros, minorUnits, money } from './money.ts'

describe('money', () => {
  test('holds decimal amounts in millionths of the unit', () => {
    expect(money('12.5', 'EUR')).toEqual({ micros: 12_500_000, currency: 'EUR' })
    expect(money(0.1 + 0.2, 'EUR').micros).toBe(300_000)
    expect(money('-.5', 'USD').micros).toBe(-500_000)
    expect(money(1632.333323, 'USD').micros).toBe(1_632_333_323)
  })

  test('rounds what is finer than a millionth half away from zero', () => {
    expect(money('0.0000005', 'EUR').micros).toBe(1)
    expect(money('-0.0000005', 'EUR').micros).toBe(-1)
    expect(money(1e-7, 'EUR').micros).toBe(0)
  })

  test.each(['', '.', 'twelve', '12,50', '1 000', 'NaN', '--1'])('refuses %j', (text) => {
    expect(() => money(text, 'EUR')).toThrow(RangeError)
  })

  test.each([Number.NaN, Infinity, 1e21])('refuses %s', (amount) => {
    expect(() => money(amount, 'EUR')).toThrow(RangeError)
  })

  test('refuses what is no currency code', () => {
    expect(() => money(1, 'euro')).toThrow('"euro" is not a currency code')
  })

  test('reads every amount of cents exactly, however large', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9e11, max: 9e11 }), (cents) => {
        const text = `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`
        expect(money(text, 'EUR').micros).toBe(cents * 10_000 + 0)
      }),
    )
  })
})

test('minor units follow the currency: cents, whole yen, thousandths of a dinar', () => {
  expect(minorUnits(1_250, 'EUR').micros).toBe(12_500_000)
  expect(minorUnits(1_250, 'JPY').micros).toBe(1_250_000_000)
  expect(minorUnits(1_250, 'KWD').micros).toBe(1_250_000)
  expect(minorUnits(1_250, 'CLF').micros).toBe(125_000)
})

test.each(['HUF', 'COP', 'IDR', 'PKR', 'RSD', 'ALL', 'LBP', 'YER'])(
  'minor units of %s are hundredths, though its everyday prices have none',
  (currency) => {
    expect(minorUnits(1_250, currency).micros).toBe(12_500_000)
  },
)

test('minor units of Iraq are thousandths', () => {
  expect(minorUnits(1_250, 'IQD').micros).toBe(1_250_000)
})

test('micros are taken as they are, if they are whole', () => {
  expect(micros(20_836_690, 'USD').micros).toBe(20_836_690)
  expect(() => micros(0.5, 'USD')).toThrow(RangeError)
})
