import { expect, test } from 'vitest'
import { readHeader } from './read-header.ts'

const undeclared = { all: [], required: [] }

test('columns of one name are told apart by number, in their order', () => {
  expect(readHeader(['a', 'a', '', 'a (2)', 'a', 'a'], undeclared)).toEqual({
    ok: true,
    value: ['a', 'a (2)', 'column 3', 'a (2) (2)', 'a (3)', 'a (4)'],
  })
})

test('a name that another column has already is passed over', () => {
  expect(readHeader(['a (2)', 'a', 'a'], undeclared)).toEqual({
    ok: true,
    value: ['a (2)', 'a', 'a (3)'],
  })
})

test('half a million columns of one name are named like any others', () => {
  // Looked for one by one, as they once were, they would not be named within a day.
  const named = readHeader(Array<string>(500_000).fill('a'), undeclared)
  expect(named.ok && named.value.at(-1)).toBe('a (500000)')
})
