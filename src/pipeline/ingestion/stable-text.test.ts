import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stableText } from './stable-text.ts'

test('the order of keys does not tell contents apart', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled)
    if (typeof value !== 'object' || value === null) return value
    const reversed = Object.entries(value).toReversed()
    return Object.fromEntries(reversed.map(([name, each]) => [name, shuffled(each)]))
  }
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(stableText(shuffled(value))).toBe(stableText(value))
    }),
  )
})

test('nothing else is lost, at any depth', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(stableText(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  const odd: unknown = JSON.parse('{"b":1,"9":3,"10":2,"__proto__":4}')
  expect(stableText(odd)).toBe('{"10":2,"9":3,"__proto__":4,"b":1}')
  expect(stableText({ b: 1, a: undefined, c: null })).toBe('{"b":1,"c":null}')
  expect(stableText({ b: { d: 1, c: [{ f: 1, e: 2 }] }, a: undefined })).toBe(
    '{"b":{"c":[{"e":2,"f":1}],"d":1}}',
  )
})
