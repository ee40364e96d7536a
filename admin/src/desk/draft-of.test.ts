import { expect, test } from 'vitest'
import { draftOf } from './draft-of.ts'

test('what was written about one exception is its own, about a selection that of any selection', () => {
  expect(draftOf('resolve', [{ id: 12 }])).toBe('desk:resolve:12')
  expect(draftOf('resolve', [{ id: 12 }, { id: 13 }])).toBe(
    draftOf('resolve', [{ id: 13 }, { id: 14 }, { id: 15 }]),
  )
})
