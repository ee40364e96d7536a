import { expect, test } from 'vitest'
import { keepAnswers } from './keep-answers.ts'

const world = () => {
  const facts: { mark: string | undefined } = { mark: '1' }
  const keep = keepAnswers(() => facts.mark)
  let worked = 0
  const ask = (question = 'topics') => keep(question, async () => `${question} ${(worked += 1)}`)
  return { facts, keep, ask, worked: () => worked }
}

test('a question is worked out once for all who ask while the facts are the same', async () => {
  const { ask, facts } = world()
  expect(await Promise.all([ask(), ask(), ask('other')])).toEqual([
    'topics 1',
    'topics 1',
    'other 2',
  ])
  expect(await ask()).toBe('topics 1')
  facts.mark = '2'
  expect(await ask()).toBe('topics 3')
  expect(await ask()).toBe('topics 3')
})

test('an answer that comes late does not stand for facts that came meanwhile', async () => {
  const { keep, facts } = world()
  const slow = Promise.withResolvers<string>()
  const first = keep('topics', () => slow.promise)
  facts.mark = '2'
  const second = keep('topics', async () => 'new')
  slow.resolve('old')
  expect([await first, await second]).toEqual(['old', 'new'])
  expect(await keep('topics', async () => 'newer')).toBe('new')
})

test('a failure is told to who waits for it, and is not kept', async () => {
  const { keep, ask } = world()
  const fail = () => keep('topics', () => Promise.reject(new Error('away')))
  await Promise.all([
    expect(fail()).rejects.toThrow('away'),
    expect(fail()).rejects.toThrow('away'),
  ])
  expect(await ask()).toBe('topics 1')
})

test('nothing is kept while nobody can tell whether the facts changed', async () => {
  const { ask, facts } = world()
  facts.mark = undefined
  expect([await ask(), await ask()]).toEqual(['topics 1', 'topics 2'])
})

test('what is kept has an end, however many questions there are', async () => {
  const { ask, worked } = world()
  for (let n = 0; n < 100; n += 1) await ask(`question ${n}`)
  expect(await ask('question 99')).toBe('question 99 100')
  await ask('question 0')
  expect(worked()).toBe(101)
})
