import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from './harness/test-app.ts'
import { may, rights, roles, subjects } from '../src/accounts/define.ts'
import { verifyAudit } from '../src/accounts/index.ts'
import { sql } from '../src/platform/database/index.ts'
import { api, type Api } from '../src/app/api.ts'

let app: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  app = await testApp()
})

describe('the decision table', () => {
  test('says of each endpoint who may ask it, and the server keeps to it', async () => {
    const people = await Promise.all(
      roles.map(async (role) => ({ role, who: await app.person(role, `Table ${role}`) })),
    )
    for (const [name, endpoint] of Object.entries(api)) {
      // These would end what asks.
      if (endpoint.right === 'anyone' || name === 'signOut' || name === 'endOtherSessions') continue
      for (const { role, who } of people) {
        const params = Object.fromEntries(
          [...endpoint.path.matchAll(/:(\w+)/g)].map(([, key]) => [key, '999999']),
        )
        // A body that fits nothing is refused after the rights are known.
        const given = { params, query: { nonsense: '1' }, body: { nonsense: 1 } }
        const { status } = await who.ask(name as keyof Api, given)
        const expected = may(role, endpoint.right, endpoint.of) ? 'let in' : 'refused'
        expect(`${name} ${role} ${status === 403 ? 'refused' : 'let in'}`).toBe(
          `${name} ${role} ${expected}`,
        )
      }
    }
  })

  test('of roles and rights', () => {
    const table = roles.map((role) => [
      role,
      ...subjects.map((of) => rights.filter((right) => may(role, right, of)).join(' ') || '-'),
    ])
    expect(table).toEqual([
      ['owner', ...subjects.map(() => 'read edit operate manage')],
      ['operator', 'read edit operate', 'read', '-', '-', 'read operate'],
      ['editor', 'read edit', 'read', '-', '-', 'read operate'],
      ['viewer', 'read', 'read', '-', '-', 'read operate'],
    ])
  })

  test('shows addresses only to who manages people', async () => {
    const viewer = await app.person('viewer', 'Curious')
    const { people } = (await viewer.ask('listPeople')).body
    expect(people.length).toBeGreaterThan(1)
    expect(people.every((each: { email: unknown }) => each.email === null)).toBe(true)
  })
})

describe('the audit trail', () => {
  test('holds who asked for what, and shows when it was changed', async () => {
    const { db } = app.context
    const owner = await app.person('owner', 'Auditor')
    await owner.ask('createKey', { body: { kind: 'api', name: 'a script', scope: 'read' } })
    const { entries, trail } = (await owner.ask('listAudit', { query: { limit: 5 } })).body
    expect(entries[0]).toMatchObject({ actor: 'Auditor', action: 'create key', subject: 'keys' })
    expect(trail).toMatchObject({ state: 'whole' })
    await expect(db.query(sql`delete from account_audit`)).rejects.toThrow('only ever added to')
    await expect(db.query(sql`update account_audit set actor = 'x'`)).rejects.toThrow('only ever')

    await db.transaction(async (tx) => {
      await tx.query(sql`alter table account_audit disable trigger account_audit_stays`)
      await tx.query(sql`update account_audit set actor = 'Nobody' where seq = 3`)
    })
    expect(await verifyAudit(db)).toMatchObject({ state: 'broken', at: 3 })
  })
})
