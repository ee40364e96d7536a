import { expect, test } from 'vitest'
import { problem, problemResponse } from './problem.ts'

test('a problem document names its kind by its title and keeps what else a program needs', () => {
  expect(problem(429, 'Too many requests', 'wait a second', { retryAfter: 1 })).toEqual({
    type: 'urn:linchpin:problem:too-many-requests',
    title: 'Too many requests',
    status: 429,
    detail: 'wait a second',
    retryAfter: 1,
  })
})

test('extra members never replace the standard ones', () => {
  expect(problem(404, 'Not found', 'gone', { status: 200, type: 'x' })).toMatchObject({
    status: 404,
    type: 'urn:linchpin:problem:not-found',
  })
})

test('as an answer it has the status and the media type of problem documents', async () => {
  const answer = problemResponse(problem(401, 'Unauthorized', 'send a key'), {
    'www-authenticate': 'Bearer',
  })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  expect(await answer.json()).toMatchObject({ detail: 'send a key' })
})
