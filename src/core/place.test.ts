import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPlace, writePlace } from './place.ts'

test('a place comes back as it was written, and goes into an address as it is', () => {
  const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer())
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const text = writePlace(values)
      expect(text).toMatch(/^[\w-]+$/)
      expect(readPlace(text)).toEqual(values)
    }),
  )
})

test('what no page wrote is no place', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64url')
  for (const text of ['', 'ä', '%', base64('{"a":1}'), base64('[1'), base64('1'), '_w']) {
    expect(readPlace(text), text).toBeUndefined()
  }
})
