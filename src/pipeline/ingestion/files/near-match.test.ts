import { expect, test } from 'vitest'
import { nearMatches } from './near-match.ts'

test.each([
  ['amount', ['id', 'Amount (EUR)', 'Stage'], ['Amount (EUR)']],
  ['amount', ['Amount', 'Amount (EUR)', 'count'], ['Amount', 'Amount (EUR)']],
  ['E-Mail', ['Email', 'Name'], ['Email']],
  ['createdAt', ['Created at', 'closed_at'], ['Created at']],
  ['Größe', ['Grosse', 'Grosze'], ['Grosse', 'Grosze']],
  ['amount', ['id', 'stage'], []],
  ['amount', [], []],
  ['', ['id'], []],
])('near %s among %j are %j', (wanted, names, near) => {
  expect(nearMatches(wanted, names)).toEqual(near)
})
