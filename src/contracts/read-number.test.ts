import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNumber } from './read-number.ts'

const read = (text: string, decimal?: '.' | ',') => {
  const result = readNumber(text, decimal)
  return result.ok ? result.value : result.error
}

describe('readNumber', () => {
  test.each([
    ['0', undefined, 0],
    ['-0', undefined, 0],
    ['12', undefined, 12],
    ['12.5', undefined, 12.5],
    ['.5', undefined, 0.5],
    ['1.5e3', undefined, 1500],
    ['1e-3', undefined, 0.001],
    ['$1234.50', undefined, 1234.5],
    ['$1,234.50', '.', 1234.5],
    ['-$1,234,567', '.', -1234567],
    ['$-5', undefined, -5],
    ['($1,234.50)', '.', -1234.5],
    ["1'234.50", '.', 1234.5],
    ['1.234,50 €', ',', 1234.5],
    ['€ 1.234.567,89', ',', 1234567.89],
    ['1 234,5', ',', 1234.5],
    ['1\u202f234,5', ',', 1234.5],
    ['12,5', ',', 12.5],
    ['1.234,50-', ',', -1234.5],
    ['\u221212', undefined, -12],
    ['+12', undefined, 12],
  ] as const)('reads %s with decimal %s', (text, decimal, value) => {
    expect(read(text, decimal)).toBe(value)
  })

  test.each([
    ['12,50', undefined],
    ['1,234', undefined],
    ['1,234.50', undefined],
  ] as const)('does not guess what the comma in %s is', (text, decimal) => {
    expect(read(text, decimal)).toMatch(
      `"${text}" has a comma that may be a decimal or a thousands sign; declare text: { decimal: ',' }`,
    )
  })

  test.each([
    ['', undefined],
    ['-', undefined],
    ['n/a', undefined],
    ['12 apples', undefined],
    ['1.2.3', undefined],
    ['0x10', undefined],
    ['Infinity', undefined],
    ['(5', undefined],
    ['5)', undefined],
    ['--5', undefined],
    ['(-5)', undefined],
    ['-5-', undefined],
    ['1,23,456', '.'],
    ['1,2345', '.'],
    ['1.234 567,0', ','],
    ['12,5,5', ','],
  ] as const)('refuses %s with decimal %s', (text, decimal) => {
    expect(read(text, decimal)).toBe(`"${text}" is not a number`)
  })

  test('refuses a point where a comma is declared, unless it groups thousands', () => {
    expect(read('12.5', ',')).toMatch(/has a decimal point, but the contract declares decimal: ','/)
    expect(read('12.500', ',')).toBe(12500)
  })

  test('refuses what a number cannot hold exactly', () => {
    expect(read('12345678901234567890')).toMatch(/too large .* declare t\.String\(\)/)
    expect(read('1e999')).toMatch(/too large/)
  })

  test('reads back every number as it is written in English and in German', () => {
    const amounts = fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).map((cents) => cents / 100)
    const locales = [
      ['en-US', '.'],
      ['de-DE', ','],
      ['de-CH', '.'],
      ['fr-FR', ','],
    ] as const
    fc.assert(
      fc.property(amounts, fc.constantFrom(...locales), (amount, [locale, decimal]) => {
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(amount)
        expect(read(text, decimal)).toBe(amount === 0 ? 0 : amount)
      }),
    )
  })

  test('reads back every float as JavaScript writes it', () => {
    const floats = fc.double({ noDefaultInfinity: true, noNaN: true })
    fc.assert(
      fc.property(
        floats.filter((each) => !Number.isInteger(each)),
        (float) => {
          expect(read(String(float))).toBe(float)
        },
      ),
    )
  })
})
