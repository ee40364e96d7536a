import { expect, test } from 'vitest'
import { urgencyOf } from './urgency.ts'

const dueAt = '2026-05-04T12:00:00Z'
const before = Date.parse(dueAt) - 1
const after = Date.parse(dueAt) + 1

test('what is late or may have done harm is red, and whatever else waits is amber', () => {
  const late = { state: 'open', mode: 'late', dueAt } as const
  expect(urgencyOf(late, before)).toEqual(['warn', 'needs a person'])
  expect(urgencyOf(late, after)).toEqual(['bad', 'overdue'])
  expect(urgencyOf({ ...late, mode: 'unconfirmed' }, before)).toEqual(['bad', 'unconfirmed'])
})

test('what is resolved asks for nobody, however late it was', () => {
  expect(urgencyOf({ state: 'resolved', mode: 'unconfirmed', dueAt }, after)[0]).toBe('plain')
})
