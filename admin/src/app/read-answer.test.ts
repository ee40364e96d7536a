import { describe, expect, test } from 'vitest'
import { ApiProblem, mayBeDone } from './problem.ts'
import { readAnswer, type Answered } from './read-answer.ts'

const problemOf = (answered: Answered) => {
  try {
    readAnswer(answered)
  } catch (error) {
    if (error instanceof ApiProblem) return error.problem
    throw error
  }
  throw new Error('it was taken for an answer')
}
const strange = 'urn:linchpin:problem:strange-answer'

describe('an answer', () => {
  test('is the value that its JSON says', () => {
    const type = 'application/json; charset=utf-8'
    expect(readAnswer({ status: 200, type, text: '{"open":3}' })).toEqual({ open: 3 })
  })

  test('is its text where it is no JSON', () => {
    expect(readAnswer({ status: 200, type: 'text/csv', text: 'a,b' })).toBe('a,b')
  })

  test('that refuses says why in its problem document', () => {
    const text = JSON.stringify({ type: 'urn:x', title: 'No', status: 409, detail: 'it is so' })
    expect(problemOf({ status: 409, type: 'application/problem+json', text })).toMatchObject({
      status: 409,
      detail: 'it is so',
    })
  })
})

describe('what somebody else answers in between', () => {
  test.each([
    ['a page to sign in at', { status: 200, type: 'text/html; charset=utf-8', text: '<form>' }],
    ['JSON that is none', { status: 200, type: 'application/json', text: '{"open":' }],
  ])('%s leaves open whether it was done', (_, answered) => {
    const problem = problemOf(answered)
    expect(problem.type).toBe(strange)
    expect(problem.detail).toContain('200')
    expect(mayBeDone(problem)).toBe(true)
  })

  test.each([
    ['a proxy that does not reach the app', { status: 502, type: 'text/plain', text: '' }, true],
    ['a proxy that refuses', { status: 413, type: 'text/html', text: '<h1>' }, false],
    [
      'half a problem document',
      { status: 500, type: 'application/problem+json', text: '{"t' },
      true,
    ],
  ])('%s is told by its status', (_, answered, open) => {
    const problem = problemOf(answered)
    expect(problem).toMatchObject({ type: strange, status: answered.status })
    expect(mayBeDone(problem)).toBe(open)
  })
})
