import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { until } from '../../../test/harness/until.ts'
import { sql, type Database } from '../../platform/database/index.ts'
import { openLog } from '../../platform/log.ts'
import { resetChannel, type Standpoint } from './resets.ts'
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

const reset = (person: string, session: string | null, reason: string) =>
  db.query(sql`select pg_notify(${resetChannel}, ${JSON.stringify({ person, session, reason })})`)

test('a reset reaches the screens of the person, in every session or in one', async () => {
  const [first, second] = [
    open({ person: 'ada', session: 'laptop' }),
    open({ person: 'ada', session: 'phone' }),
  ]
  const [other, program] = [open({ person: 'bob', session: 'desk' }), open()]
  await reset('ada', 'phone', 'the session was ended')
  await reset('ada', null, 'the role was changed')
  await reset('bob', null, 'the end')
  await until(() => other.length > 0)
  expect({ first, second, other, program }).toEqual({
    first: ['the role was changed'],
    second: ['the session was ended', 'the role was changed'],
    other: ['the end'],
    program: [],
  })
})

test('facts that move are told of, and what stands still is not', async () => {
  const heard = open()
  const timer = setInterval(() => (position += 1), 100)
  onTestFinished(() => clearInterval(timer))
  await until(() => heard.length > 0)
  expect(new Set(heard)).toEqual(new Set(['facts']))
})
