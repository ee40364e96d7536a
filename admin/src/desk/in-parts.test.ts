import { expect, test } from 'vitest'
import { ApiProblem } from '../app/problem.ts'
import { deedTitle, type Fate } from './deed-words.ts'
import { inParts } from './in-parts.ts'

const ids = Array.from({ length: 1_200 }, (_, n) => n + 1)
const problem = (status: number) =>
  new ApiProblem({ type: 'urn:x', title: 'x', status, detail: 'no answer' })

/** The server does the first part; what the second meets is the test's. */
const secondMeets = (error: Error) => {
  let part = 0
  return async (asked: number[]) => {
    part += 1
    if (part > 1) throw error
    return { done: asked, refused: [] }
  }
}

test('what was done before a part failed is told, and can be undone', async () => {
  const outcome = await inParts(ids, secondMeets(problem(403)))
  expect(outcome.done).toEqual(ids.slice(0, 500))
  expect(outcome.failed).toMatchObject({ unknown: 0, undone: 700 })
})

test.each([0, 500, 503])('a part that ends with %i may have been done', async (status) => {
  const outcome = await inParts(ids, secondMeets(problem(status)))
  expect(outcome.done).toHaveLength(500)
  expect(outcome.failed).toMatchObject({ unknown: 500, undone: 200 })
})

test('a selection without a failure is done part by part', async () => {
  const sizes: number[] = []
  const outcome = await inParts(ids, (part) => {
    sizes.push(part.length)
    return Promise.resolve({ done: part.slice(1), refused: [{ detail: 'settled already' }] })
  })
  expect(sizes).toEqual([500, 500, 200])
  expect(outcome.done).toHaveLength(1_197)
  expect(outcome.refused).toHaveLength(3)
  expect(outcome.failed).toBeUndefined()
})

test('the title says what is known, and no more', () => {
  const title = (fate: Partial<Fate>) =>
    deedTitle({ done: 0, unknown: 0, undone: 0, ...fate }, (count) => `${count} resolved`)
  expect(title({ done: 3 })).toBe('3 resolved')
  expect(title({})).toBe('Nothing was done')
  expect(title({ undone: 1 })).toBe('It was not done')
  expect(title({ unknown: 1 })).toBe('It is not known whether it was done')
  expect(title({ done: 500, undone: 700 })).toBe('500 resolved, 700 not')
  expect(title({ done: 500, unknown: 500, undone: 200 })).toBe(
    '500 resolved, 200 not, of 500 it is not known',
  )
})
