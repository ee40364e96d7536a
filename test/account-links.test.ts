import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../src/platform/database/index.ts'
import { testApp } from './harness/test-app.ts'
import { passwordFor } from './harness/visitor.ts'

let app: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  app = await testApp()
})

const asCommandLine = () => ({ authorization: `Bearer ${app.localToken}` })
const tokenOf = (path: string): string => path.split('/').at(-1)!
const password = 'seven green bottles'

describe('a link outlives neither who made it nor their right to make it', () => {
  const ends = {
    removed: (id: string) => app.visitor().ask('removePerson', { params: { id } }, asCommandLine()),
    suspended: (id: string) =>
      app.visitor().ask('suspendPerson', { params: { id } }, asCommandLine()),
    'made an editor': (id: string) =>
      app
        .visitor()
        .ask('changeRole', { params: { id }, body: { role: 'editor' } }, asCommandLine()),
  }

  test.for(Object.entries(ends))('%s', async ([how, end]) => {
    const name = how.replaceAll(' ', '-')
    const mallory = await app.person('owner', `Mallory ${name}`)
    const victim = await app.person('owner', `Victim ${name}`)
    const email = `second.${name}@example.com`
    const invite = await mallory.ask('createInvite', { body: { email, role: 'owner' } })
    const reset = await mallory.ask('makePasswordLink', { params: { id: victim.id } })
    const back = await mallory.ask('makePasswordLink', { params: { id: mallory.id } })
    expect((await end(mallory.id)).status).toBe(200)

    for (const { body } of [invite, reset, back]) {
      const token = tokenOf(body.path)
      expect((await app.visitor().ask('readLink', { body: { token } })).status).toBe(404)
      const entry = { token, name: 'Mallory again', password }
      expect((await app.visitor().ask('welcome', { body: entry })).status).toBe(404)
    }
    const { invites } = (await victim.ask('listInvites')).body
    expect(invites.map((each: { email: string }) => each.email)).not.toContain(email)
    expect((await victim.ask('showMe')).status).toBe(200)

    // Nobody's links come back with them.
    await app.visitor().ask('restorePerson', { params: { id: mallory.id } }, asCommandLine())
    const token = tokenOf(invite.body.path)
    expect((await app.visitor().ask('readLink', { body: { token } })).status).toBe(404)
  })

  test('also when it was being made while they were removed', async () => {
    const mallory = await app.person('owner', 'Mallory at once')
    const body = { email: 'at.once@example.com', role: 'owner' } as const
    const made = await mallory.ask('createInvite', { body })
    // As it stands when the removal did not see the link: nothing voided it.
    await app.visitor().ask('removePerson', { params: { id: mallory.id } }, asCommandLine())
    await app.context.db.query(
      sql`update account_link set voided_at = null where id = ${made.body.id}`,
    )
    const entry = { token: tokenOf(made.body.path), name: 'At once', password }
    expect((await app.visitor().ask('welcome', { body: entry })).status).toBe(404)
  })

  test('but those of the others go on working', async () => {
    const stays = await app.person('owner', 'Stays')
    const goes = await app.person('owner', 'Goes')
    const body = { email: 'of.stays@example.com', role: 'viewer' } as const
    const made = await stays.ask('createInvite', { body })
    await app.visitor().ask('removePerson', { params: { id: goes.id } }, asCommandLine())
    const entry = { token: tokenOf(made.body.path), name: 'Of Stays', password }
    expect((await app.visitor().ask('welcome', { body: entry })).status).toBe(201)
  })

  test('a password that its person changed is not changed again by a link of before', async () => {
    const them = await app.person('viewer', 'Warned')
    const { body } = await app
      .visitor()
      .ask('makePasswordLink', { params: { id: them.id } }, asCommandLine())
    const change = { current: passwordFor('viewer'), next: 'four words in line' }
    expect((await them.ask('changePassword', { body: change })).status).toBe(200)
    const entry = { token: tokenOf(body.path), password: 'another four words' }
    expect((await app.visitor().ask('welcome', { body: entry })).status).toBe(404)
  })
})
