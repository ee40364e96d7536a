import { expect, onTestFinished, test } from 'vitest'
import { readReset, resetChannel, type Reset } from '../src/accounts/index.ts'
import { sql } from '../src/platform/database/index.ts'
import { testApp } from './harness/test-app.ts'
import { until } from './harness/until.ts'

test('role, epoch, sessions, the word to screens and the audit entry are written together or not at all', async () => {
  const app = await testApp()
  const { db } = app.context
  const heard: Reset[] = []
  await db.listen(resetChannel, (payload) => {
    const reset = readReset(payload)
    if (reset) heard.push(reset)
  })
  const them = await app.person('operator', 'Whole')
  const asCommandLine = { authorization: `Bearer ${app.localToken}` }
  const change = { params: { id: them.id }, body: { role: 'viewer' as const } }
  const suspend = { params: { id: them.id } }
  const now = async () => {
    const [row] = await db.query(sql`
      select role, epoch, suspended_at, (select count(*) from account_session where person = p.id)
      from account_person p where id = ${them.id}`)
    return row
  }
  const before = await now()

  // The last statement of each fails: what came before it must be undone.
  await db.query(sql`
    create function refuse_entry() returns trigger language plpgsql as $$
    begin raise exception 'no entry'; end $$`)
  await db.query(sql`
    create trigger refuse_entry before insert on account_audit
    for each row execute function refuse_entry()`)
  onTestFinished(async () => void (await db.query(sql`drop function refuse_entry cascade`)))
  expect((await app.visitor().ask('changeRole', change, asCommandLine)).status).toBe(500)
  expect((await app.visitor().ask('suspendPerson', suspend, asCommandLine)).status).toBe(500)
  expect(await now()).toEqual(before)
  expect((await them.ask('showMe')).body).toMatchObject({ role: 'operator' })

  await db.query(sql`alter table account_audit disable trigger refuse_entry`)
  expect((await app.visitor().ask('changeRole', change, asCommandLine)).status).toBe(200)
  await until(() => heard.length > 0)
  expect(heard).toEqual([{ person: them.id, session: null, reason: 'role lowered' }])
  expect((await app.visitor().ask('suspendPerson', suspend, asCommandLine)).status).toBe(200)
  expect(await now()).toMatchObject({ role: 'viewer', count: 0 })
})
