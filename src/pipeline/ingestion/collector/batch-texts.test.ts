import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchTexts } from './batch-texts.ts'

test('the items of a batch are cut out as they were sent, whatever stands around them', () => {
  const keys = fc.dictionary(fc.constantFrom('a', 'batch"', '\\', 'x'), fc.jsonValue())
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), keys, keys, fc.nat(2), (items, before, after, indent) => {
      const text = JSON.stringify({ ...before, batch: items, ...after }, undefined, indent)
      const found = batchTexts(text)!
      expect(found.map((item) => JSON.parse(item) as unknown)).toEqual(
        JSON.parse(JSON.stringify(items)),
      )
    }),
  )
})

test('of several batches the last counts, as for JSON.parse; one inside something else does not', () => {
  expect(batchTexts('{"batch":[1],"batch":[2, 3]}')).toEqual(['2', '3'])
  expect(batchTexts('{"x":{"batch":[1]},"y":["batch",[2]]}')).toBeUndefined()
  expect(batchTexts('{"batch":7,"x":[1]}')).toBeUndefined()
  expect(batchTexts('{"batch":[ ]}')).toEqual([])
})
