import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { csvText } from './csv.ts'

describe('csvText', () => {
  it('writes a head and rows, with quotes where they are needed', () => {
    expect(
      csvText(
        ['Topic', 'Said'],
        [
          ['Data, residency', 'a "word"'],
          ['x', null],
        ],
      ),
    ).toBe('Topic,Said\r\n"Data, residency","a ""word"""\r\nx,\r\n')
  })

  it('lets no spreadsheet run text as a formula, and leaves numbers alone', () => {
    const cells = ['=1+1', '+SUM(A1)', '-2+3', '@cmd', '\t=1', '\r=1']
    expect(
      parse(
        csvText(
          ['a'],
          cells.map((each) => [each]),
        ),
      ),
    ).toEqual([['a'], ...cells.map((each) => [`'${each}`])])
    expect(csvText(['n'], [[-3], [0.5], [Number.NaN]])).toBe('n\r\n-3\r\n0.5\r\n\r\n')
  })

  it('comes back as it was, whatever it holds', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((each) => !/^[=+\-@\t\r]/.test(each))
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const read = parse(csvText(['a', 'b'], rows), { record_delimiter: '\r\n' })
        expect(read.slice(1)).toEqual(rows.map((row) => [...row]))
      }),
    )
  })
})
