import { expect, test } from 'vitest'
import { jsonLines } from './json-lines.ts'

const marked = (text: string, at: string): string[] =>
  jsonLines(text, at)
    .filter(({ isAt }) => isAt)
    .map((line) => line.text)

test('a record is indented as JSON is', () => {
  const record = { id: 'a', items: [{ price: 1 }, []], none: null, empty: {} }
  const lines = jsonLines(JSON.stringify(record), '').map(({ text }) => text)
  expect(lines.join('\n')).toBe(JSON.stringify(record, null, 2))
})

test('the field that the refusal names is marked, whole', () => {
  const record = JSON.stringify({ id: 'a', items: [{ price: 'x' }, { price: 2 }] })
  expect(marked(record, 'id')).toEqual(['  "id": "a",'])
  expect(marked(record, 'items/0')).toEqual(['    {', '      "price": "x"', '    },'])
  expect(marked(record, 'items/1/price')).toEqual(['      "price": 2'])
  expect(marked(record, 'nothing')).toEqual([])
  expect(marked(record, '')).toEqual([])
})

test('what is no JSON is shown as it came', () => {
  expect(jsonLines('a;b\r\n"c', 'a')).toEqual([
    { text: 'a;b', isAt: false },
    { text: '"c', isAt: false },
  ])
})

test('a number stands as it came, however long it is', () => {
  const text = '{"id":12345678901234567890,"amount":1.50,"list":[1e3]}'
  const shown = jsonLines(text, '').map((line) => line.text)
  expect(shown).toEqual([
    '{',
    '  "id": 12345678901234567890,',
    '  "amount": 1.50,',
    '  "list": [',
    '    1e3',
    '  ]',
    '}',
  ])
})
