import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { until } from '../../../test/harness/until.ts'
import { resetChannel, resetWords, type ResetReason } from '../../accounts/index.ts'
import { sql, type Database } from '../../platform/database/index.ts'
import { openLog } from '../../platform/log.ts'
import type { Standpoint } from './resets.ts'
import { watchChanges, type Changes } from './watch-changes.ts'

let db: Database
let changes: Changes
let position = 1

beforeAll(async () => {
  db = await testDatabase()
  const log = openLog({ name: 'test', level: 'silent' })
  changes = await watchChanges({ db, log, factsPosition: () => position })
  return () => changes.close()
})

function open(standpoint: Standpoint = {}): string[] {
  const heard: string[] = []
  const leave = changes.subscribe({
    ...standpoint,
    topics: (topics) => heard.push(...topics),
    database: (is) => heard.push(is),
    reset: (reason) => heard.push(reason),
    end: () => heard.push('end'),
  })
  onTestFinished(leave)
  return heard
}

const reset = (person: string, session: string | null, reason: ResetReason) =>
  db.query(sql`select pg_notify(${resetChannel}, ${JSON.stringify({ person, session, reason })})`)

test('a reset reaches the screens of the person, in every session or in one', async () => {
  const [first, second] = [
    open({ person: 'ada', session: 'laptop' }),
    open({ person: 'ada', session: 'phone' }),
  ]
  const [other, program] = [open({ person: 'bob', session: 'desk' }), open()]
  await reset('ada', 'phone', 'session ended')
  await reset('ada', null, 'role lowered')
  await reset('bob', null, 'suspended')
  await until(() => other.length > 0)
  const [ended, lowered] = [resetWords['session ended'], resetWords['role lowered']]
  expect({ first, second, other, program }).toEqual({
    first: [lowered, 'end'],
    second: [ended, 'end', lowered, 'end'],
    other: [resetWords.suspended, 'end'],
    program: [],
  })
})

test('a raised role makes no screen anew: it only says that people changed', async () => {
  const heard = open({ person: 'ada', session: 'laptop' })
  await reset('ada', null, 'role raised')
  await until(() => heard.includes('people'))
  expect(heard).not.toContain('end')
})

test('facts that move are told of, and what stands still is not', async () => {
  const heard = open()
  const timer = setInterval(() => (position += 1), 100)
  onTestFinished(() => clearInterval(timer))
  await until(() => heard.length > 0)
  expect(new Set(heard)).toEqual(new Set(['facts']))
})
