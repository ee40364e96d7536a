import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gatherPieces } from './gather-pieces.ts'

test('whatever its pieces, a body is what was sent, and more may be added', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.uint8Array({ minLength: 900, maxLength: 5_000 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(40), (sent, at) => {
      const buffers = sent.map((each) => Buffer.from(each))
      const body = gatherPieces()
      for (const each of buffers.slice(0, at)) body.add(each)
      expect(body.whole().equals(Buffer.concat(buffers.slice(0, at)))).toBe(true)
      for (const each of buffers.slice(at)) body.add(each)
      expect(body.whole().equals(Buffer.concat(buffers))).toBe(true)
      body.clear()
      expect(body.whole()).toHaveLength(0)
    }),
  )
})

test('small pieces are put together, and none of them is kept', () => {
  const pieces = Array.from({ length: 10_000 }, () => Buffer.from('x'))
  const body = gatherPieces()
  for (const each of pieces) body.add(each)
  for (const each of pieces.slice(1)) each.fill('-')
  expect(body.whole().toString()).toBe('x'.repeat(10_000))
})
