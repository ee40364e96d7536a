import { expect, onTestFinished, test } from 'vitest'
import { testContext } from './harness/test-context.ts'
import { until } from './harness/until.ts'
import { commandLine, record } from '../src/accounts/index.ts'
import { listExceptions, showException } from '../src/exceptions/index.ts'
import { sql } from '../src/platform/database/index.ts'
import { keepTidy } from '../src/app/keep-tidy.ts'

const context = await testContext()
const { db } = context

test('an audit trail that was changed stands at the desk, and not only in the log', async () => {
  for (const subject of ['one', 'two', 'three'])
    await record(db, commandLine, 'create key', subject)
  await db.transaction(async (tx) => {
    await tx.query(sql`alter table account_audit disable trigger account_audit_stays`)
    await tx.query(sql`update account_audit set actor = 'Nobody' where subject = 'two'`)
    await tx.query(sql`alter table account_audit enable trigger account_audit_stays`)
  })
  const [{ seq } = { seq: 0 }] = await db.query<{ seq: number }>(
    sql`select seq from account_audit where subject = 'two'`,
  )
  onTestFinished(keepTidy(context))
  const found = async () => {
    const page = await listExceptions({ db }, { mode: 'conflict' })
    return page.ok ? page.value.exceptions[0] : undefined
  }
  await until(async () => (await found()) !== undefined)
  const exception = await found()
  expect(exception).toMatchObject({
    owner: 'operations',
    title: 'The audit trail was changed outside Linchpin',
  })
  const shown = await showException({ db, heldUnder: async () => 0 }, exception!.id)
  expect(shown?.detail).toMatchObject({ entry: seq, entries: 3 })
})
