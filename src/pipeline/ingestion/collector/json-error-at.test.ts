import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonErrorAt } from './json-error-at.ts'

test.each([
  ['', 0],
  ['{', 1],
  ['{"a"}', 4],
  ['{"a":1,}', 7],
  ['[1,]', 3],
  ['[1 2]', 3],
  ['{"a":01}', 6],
  ['nul', 0],
  ['[tru]', 1],
  ['"a\nb"', 0],
  [String.raw`"\x"`, 0],
  ['{} x', 3],
  ['{"a":[{"b":"c"},]}', 16],
])('%j stops being JSON at %i', (text, at) => {
  expect(() => JSON.parse(text) as unknown).toThrow()
  expect(jsonErrorAt(text)).toBe(at)
})

test('reads all JSON to its end', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value, undefined, 1)
      expect(jsonErrorAt(text)).toBe(text.length)
    }),
  )
})

test('finds the place up to which a text could still become JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), (value, cut) => {
      const text = JSON.stringify([value])
      const broken = text.slice(0, cut % text.length)
      const at = jsonErrorAt(`${broken}\u0001`)
      expect(at).toBeLessThanOrEqual(broken.length)
    }),
  )
})
