import { describe, expect, test } from 'vitest'
import { t } from '../core/schema.ts'
import { readText } from './read-text.ts'

const schema = t.Object({
  id: t.String(),
  'Amount (EUR)': t.Number(),
  seats: t.Optional(t.Integer()),
  won: t.Optional(t.Boolean()),
  closed: t.Optional(t.String({ format: 'date' })),
  at: t.Optional(t.String({ format: 'date-time' })),
  note: t.Optional(t.String()),
  score: t.Union([t.Number(), t.Null()]),
})

describe('readText', () => {
  test.each(['Amount (EUR)', 'closed', 'at'])(
    'refuses a cell of %s that goes on and on, and does not try to read it',
    (column) => {
      const raw = { id: 'a', [column]: `1${' '.repeat(1_000_000)}x` }
      expect(readText(schema, raw, {})).toMatchObject({
        ok: false,
        error: {
          at: column,
          reason: `"1${' '.repeat(19)}…" has 1000002 characters, and no number or date has more than 100`,
        },
      })
    },
  )

  test('reads each cell as the type that the schema asks for', () => {
    const raw = {
      id: ' a ',
      'Amount (EUR)': '1.234,50 €',
      seats: '12',
      won: 'Yes',
      closed: '03.04.2026',
      at: '03.04.2026 10:20',
      note: ' hello ',
      score: '7',
      undeclared: ' 1,5 ',
    }
    expect(readText(schema, raw, { decimal: ',', dates: 'DMY' })).toEqual({
      ok: true,
      value: {
        id: 'a',
        'Amount (EUR)': 1234.5,
        seats: 12,
        won: true,
        closed: '2026-04-03',
        at: '2026-04-03T10:20:00.000Z',
        note: 'hello',
        score: 7,
        undeclared: ' 1,5 ',
      },
    })
  })

  test('an empty cell is null where null is allowed, stays empty where a text must be, else is left out', () => {
    const raw = { id: '', 'Amount (EUR)': ' ', seats: '', closed: '', note: '', score: '' }
    expect(readText(schema, raw, {})).toEqual({ ok: true, value: { id: '', score: null } })
  })

  test('what is declared to stand for nothing is as good as empty', () => {
    const raw = { id: 'n/a', seats: 'NULL', note: 'n/a', score: '-' }
    expect(readText(schema, raw, { empty: ['NULL', 'n/a', '-'] })).toEqual({
      ok: true,
      value: { id: '', score: null },
    })
  })

  test('names the column that it cannot read, and why', () => {
    expect(readText(schema, { id: 'a', won: 'perhaps' }, {})).toEqual({
      ok: false,
      error: { mode: 'violation', at: 'won', reason: '"perhaps" is neither true nor false' },
    })
    expect(readText(schema, { 'Amount (EUR)': '1,5' }, {})).toMatchObject({
      error: { at: 'Amount (EUR)', reason: expect.stringContaining('declare') as string },
    })
  })

  test('leaves what is no text, and what is no record, as it came', () => {
    for (const raw of [null, 'text', 5, ['a']]) {
      expect(readText(schema, raw, {})).toEqual({ ok: true, value: raw })
    }
    expect(readText(schema, { seats: 3 }, {})).toEqual({ ok: true, value: { seats: 3 } })
  })

  test('does not touch the record that it is given', () => {
    const raw = Object.freeze({ seats: '3' })
    readText(schema, raw, {})
    expect(raw.seats).toBe('3')
  })
})
