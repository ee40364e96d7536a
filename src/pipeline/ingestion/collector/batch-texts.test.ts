import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchTexts } from './batch-texts.ts'

test('the items of a batch are cut out as they were sent, whatever stands around them', () => {
  const keys = fc.dictionary(fc.constantFrom('a', 'batch ', '', 'x'), fc.jsonValue())
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

test('where another list may be meant than the one that is found, none is', () => {
  expect(batchTexts('{"batch":[1],"batch":[2, 3]}')).toBeUndefined()
  expect(batchTexts('{"batch":[1],"b\\u0061tch":[2]}')).toBeUndefined()
  expect(batchTexts('{"b\\u0061tch":[2],"batch":[1]}')).toBeUndefined()
  expect(batchTexts('{"batch":7,"batch":[1]}')).toBeUndefined()
  expect(batchTexts('{"x":"\\u0061","batch":[{"batch":1,"\\n":2}]}')).toEqual([
    '{"batch":1,"\\n":2}',
  ])
})

test('a list inside something else is none', () => {
  expect(batchTexts('{"x":{"batch":[1]},"y":["batch",[2]]}')).toBeUndefined()
  expect(batchTexts('{"batch":7,"x":[1]}')).toBeUndefined()
  expect(batchTexts('{"batch":[ ]}')).toEqual([])
})
