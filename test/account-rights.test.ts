import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from './harness/test-app.ts'
import { may, rights, roles, subjects } from '../src/accounts/define.ts'
import { listAudit, verifyAudit } from '../src/accounts/index.ts'
import { raise } from '../src/exceptions/index.ts'
import { defineContent } from '../src/pipeline/execution/define.ts'
import { sql } from '../src/platform/database/index.ts'
import { api, type Api } from '../src/app/api.ts'
import { deeds } from '../src/app/server/deeds.ts'
import { isRecorded } from '../src/app/server/on-record.ts'
import { createKey } from '../src/platform/secrets/index.ts'

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

  test('shows where the workspace lies only to who manages it', async () => {
    const [owner, operator] = [await app.person('owner', 'Ow'), await app.person('operator', 'Op')]
    expect((await owner.ask('showStatus')).body.folder).toBe(app.context.folder)
    expect((await operator.ask('showStatus')).body.folder).toBeNull()
  })

  test('tells it to nobody by what goes wrong with the files in it', async () => {
    const blog = { name: 'blog', title: 'Blog', folder: 'blog', url: 'https://example.com/:slug' }
    const { context, person } = await testApp({ content: [defineContent(blog)] })
    const editor = await person('editor', 'Ed')
    const answer = await editor.ask('publishCollection', { params: { collection: 'blog' } })
    expect(answer).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/^blog: the folder cannot be read/) as string },
    })
    expect(JSON.stringify(answer.body)).not.toContain(context.folder)
  })
})

describe('a key', () => {
  const ask = (key: string, method: string, path: string, body?: unknown) =>
    app.app.request(path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })

  test('makes, lists and revokes no keys: what it made would outlive it', async () => {
    const { db } = app.context
    const { id, key } = await createKey({ db }, { kind: 'api', name: 'worker', scope: 'write' })
    const made = await ask(key, 'POST', '/api/keys', { kind: 'api', name: 'b', scope: 'write' })
    expect(made.status).toBe(403)
    expect((await ask(key, 'GET', '/api/keys')).status).toBe(403)
    expect((await ask(key, 'DELETE', `/api/keys/${id}`)).status).toBe(403)
    // What it is for, it may: this exception is only not there.
    const { status } = await ask(key, 'POST', '/api/exceptions/999999/comments', { note: 'x' })
    expect(status).toBe(404)
  })
})

describe('the audit trail', () => {
  const newest = async (limit: number) => {
    const { entries } = await listAudit(app.context.db, { limit })
    return entries.map(({ action, subject }) => [action, subject]).toReversed()
  }

  test('says what came of each call: which were done, which refused, and why', async () => {
    const operator = await app.person('operator', 'Settler')
    const ids = await Promise.all(
      ['one', 'two', 'three'].map((title) =>
        raise(app.context, { mode: 'stale', owner: 'marketing', title }),
      ),
    )
    const [first, last] = [Math.min(...ids), Math.max(...ids)]
    const body = { ids: [...ids, 999_999], reason: 'seen' }
    expect((await operator.ask('resolveExceptions', { body })).status).toBe(200)
    expect(await newest(2)).toEqual([
      ['resolve exceptions', `exceptions/resolve: exceptions ${first}–${last}, 999999`],
      ['resolve exceptions: done', `exceptions ${first}–${last}; not 999999`],
    ])

    const replay = { body: { exception: first } }
    expect((await operator.ask('replay', replay)).status).toBe(200)
    expect(await newest(2)).toEqual([
      ['replay', `held/replay: held records of exception ${first}`],
      ['replay: done', '0 replayed, 0 stayed'],
    ])

    const missing = { params: { id: 999_999 }, body: { note: 'x' } }
    expect((await operator.ask('commentException', missing)).status).toBe(404)
    expect(await newest(2)).toEqual([
      ['comment exception', 'exceptions/999999'],
      ['comment exception: refused', 'exceptions/999999: there is no exception 999999'],
    ])
  })

  test('has words for everything that is written down', () => {
    const recorded = Object.entries(api).filter(([, endpoint]) => isRecorded(endpoint))
    expect(Object.keys(deeds).toSorted()).toEqual(recorded.map(([name]) => name).toSorted())
  })

  test('holds who asked for what, and shows when it was changed', async () => {
    const { db } = app.context
    const owner = await app.person('owner', 'Auditor')
    await owner.ask('createKey', { body: { kind: 'api', name: 'a script', scope: 'read' } })
    const { entries, trail, next } = (await owner.ask('listAudit', { query: { limit: 5 } })).body
    expect(entries[1]).toMatchObject({
      actor: 'Auditor',
      action: 'create key',
      subject: "keys: api key 'a script' to read",
    })
    const { keys } = (await owner.ask('listKeys')).body
    const { id } = keys.find(({ name }: { name: string }) => name === 'a script')
    expect(entries[0]).toMatchObject({
      actor: 'Auditor',
      action: 'create key: done',
      subject: `key ${id} 'a script'`,
    })
    expect(trail).toMatchObject({ state: 'whole' })
    const before = (await owner.ask('listAudit', { query: { limit: 5, after: next } })).body
    expect(before.entries[0].seq).toBeLessThan(entries.at(-1).seq)
    // It was looked at for the first page.
    expect(before).not.toHaveProperty('trail')
    await expect(db.query(sql`delete from account_audit`)).rejects.toThrow('only ever added to')
    await expect(db.query(sql`update account_audit set actor = 'x'`)).rejects.toThrow('only ever')

    await db.transaction(async (tx) => {
      await tx.query(sql`alter table account_audit disable trigger account_audit_stays`)
      await tx.query(sql`update account_audit set actor = 'Nobody' where seq = 3`)
    })
    expect(await verifyAudit(db)).toMatchObject({ state: 'broken', at: 3 })
  })
})
