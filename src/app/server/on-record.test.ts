import { expect, test } from 'vitest'
import { testContext } from '../../../test/harness/test-context.ts'
import { commandLine, listAudit } from '../../accounts/index.ts'
import { onRecord } from './on-record.ts'

const call = {
  name: 'startRebuild',
  actor: commandLine,
  subject: 'rebuild',
  input: { params: {}, query: {}, body: {} },
} as const

test('a call that fails half-way is written down as one whose outcome nobody knows', async () => {
  const context = await testContext()
  const act = () => Promise.reject(new Error('the connection broke'))
  await expect(onRecord(context, call, act)).rejects.toThrow('the connection broke')
  const { entries } = await listAudit(context.db, { limit: 2 })
  expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
    ['start rebuild: failed', 'rebuild: whether it was done is not known'],
    ['start rebuild', 'rebuild'],
  ])
})

test('nothing is done that cannot be written down; what was done is not called undone', async () => {
  const context = await testContext()
  const done = await onRecord(context, call, async () => {
    await context.db.close()
    return { state: 'running' }
  })
  expect(done).toEqual({ state: 'running' })

  let isDone = false
  const act = async () => (isDone = true)
  await expect(onRecord(context, call, act)).rejects.toThrow()
  expect(isDone).toBe(false)
})
