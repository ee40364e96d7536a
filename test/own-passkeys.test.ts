import { beforeAll, describe, expect, test } from 'vitest'
import { addPasskey } from '../src/accounts/index.ts'
import { sql } from '../src/platform/database/index.ts'
import { authenticator } from './harness/authenticator.ts'
import { addTo, passkeyPerson, signInBy } from './harness/passkey-person.ts'
import { testApp } from './harness/test-app.ts'
import { passwordFor } from './harness/visitor.ts'

let app: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  app = await testApp()
})
const asCommandLine = () => ({ authorization: `Bearer ${app.localToken}` })
const asEpoch = (epoch: number) => ({ 'x-linchpin-epoch': String(epoch) })
const current = passwordFor('viewer')

describe('one’s own passkeys', () => {
  test('are added with the password, named, listed and removed', async () => {
    const them = await app.person('viewer', 'Adder')
    const wrong = await them.ask('preparePasskey', { body: { current: 'not the password' } })
    expect(wrong.status).toBe(403)
    expect((await them.ask('preparePasskey', { body: {} })).status).toBe(400)
    const { added } = await addTo(them, 'viewer')
    expect(added).toMatchObject({ status: 201, body: { name: 'My key', lastUsedAt: null } })
    const params = { id: added.body.id }
    const renamed = await them.ask('renamePasskey', { params, body: { name: 'Blue key' } })
    expect(renamed.body.name).toBe('Blue key')
    expect((await them.ask('listPasskeys')).body).toMatchObject({
      hasPassword: true,
      passkeys: [{ name: 'Blue key' }],
    })
    expect((await them.ask('removePasskey', { params })).status).toBe(200)
    expect((await them.ask('removePasskey', { params })).status).toBe(404)
    const { body } = await app.visitor().ask('listAudit', { query: { limit: 3 } }, asCommandLine())
    expect(body.entries.map((each: { action: string }) => each.action)).toEqual([
      'remove a passkey',
      'rename a passkey',
      'add a passkey',
    ])
  })

  test('are nobody else’s to see, name or remove', async () => {
    const them = await app.person('viewer', 'Keeper')
    const { added, device } = await addTo(them, 'viewer')
    const other = await app.person('owner', 'Nosy')
    const params = { id: added.body.id }
    expect((await other.ask('listPasskeys')).body.passkeys).toEqual([])
    expect((await other.ask('renamePasskey', { params, body: { name: 'x' } })).status).toBe(404)
    expect((await other.ask('removePasskey', { params })).status).toBe(404)
    expect((await signInBy(device, app.visitor())).status).toBe(200)
  })

  test('name the ones that are there, so that a device is not added twice', async () => {
    const them = await app.person('viewer', 'Twice')
    const { added, device } = await addTo(them, 'viewer')
    const { body: options } = await them.ask('preparePasskey', { body: { current } })
    expect(options.excludeCredentials).toMatchObject([{ id: [...device.held.keys()][0] }])
    const [credential] = device.held.keys()
    const again = { name: 'x', credential: device.create(options, { credential: credential! }) }
    expect(added.status).toBe(201)
    expect(await them.ask('addPasskey', { body: again })).toMatchObject({
      status: 409,
      body: { detail: 'this passkey is in use already' },
    })
  })

  test('end at twenty', async () => {
    const them = await app.person('viewer', 'Collector')
    for (let n = 0; n < 20; n += 1) expect((await addTo(them, 'viewer')).added.status).toBe(201)
    const more = await them.ask('preparePasskey', { body: { current } })
    expect(more).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/remove one first/) as string },
    })
  })
})

describe('the last way in', () => {
  test('stays, also when the last two passkeys are removed at once', async () => {
    const them = await passkeyPerson(app, 'Lastone')
    const { passkeys } = (await them.ask('listPasskeys')).body
    const params = { id: passkeys[0].id }
    expect(await them.ask('removePasskey', { params })).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/could not sign in any more/) as string },
    })
    const second = authenticator()
    const { body: proof } = await them.ask('askForProof')
    const passkey = them.device.get(proof)
    const { body: options } = await them.ask('preparePasskey', { body: { passkey } })
    const body = { name: 'Second', credential: second.create(options) }
    const added = await them.ask('addPasskey', { body })
    expect(added.status).toBe(201)
    const both = await Promise.all(
      [params.id, added.body.id].map((id: number) => them.ask('removePasskey', { params: { id } })),
    )
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  test('is not a passkey of an address that is no more', async () => {
    const them = await passkeyPerson(app, 'Moved')
    await app.context.db.query(sql`
      update account_passkey set rp_id = 'old.example' where person = ${them.id}`)
    expect((await them.ask('listPasskeys')).body.passkeys).toMatchObject([{ here: false }])
    expect((await them.ask('askForProof')).status).toBe(404)
    const { body } = await them.ask('listPasskeys')
    const params = { id: body.passkeys[0].id }
    expect((await them.ask('removePasskey', { params })).status).toBe(409)
  })
})

describe('a password', () => {
  test('is set later by who came by passkey, who may then remove it', async () => {
    const them = await passkeyPerson(app, 'Later')
    const next = 'seven green bottles'
    expect((await them.ask('changePassword', { body: { next } })).status).toBe(400)
    const guess = await them.ask('changePassword', { body: { current: next, next } })
    expect(guess.status).toBe(403)
    const { body: proof } = await them.ask('askForProof')
    const passkey = them.device.get(proof)
    expect((await them.ask('changePassword', { body: { passkey, next } })).status).toBe(200)
    const entry = { body: { email: them.email, password: next } }
    expect((await app.visitor().ask('signIn', entry)).status).toBe(200)
    const params = { id: (await them.ask('listPasskeys')).body.passkeys[0].id }
    expect((await them.ask('removePasskey', { params })).status).toBe(200)
  })

  test('is not set by the passkey of somebody else, nor by a proof from another session', async () => {
    const [them, thief] = [await passkeyPerson(app, 'Victim'), await passkeyPerson(app, 'Thief')]
    const next = 'seven green bottles'
    const { body: proof } = await them.ask('askForProof')
    const foreign = thief.device.get(proof)
    const answer = await them.ask('changePassword', { body: { passkey: foreign, next } })
    expect(answer.status).toBe(403)

    const elsewhere = app.visitor()
    await signInBy(them.device, elsewhere)
    const { body: theirs } = await elsewhere.ask('askForProof')
    const passkey = them.device.get(theirs)
    expect((await them.ask('changePassword', { body: { passkey, next } })).status).toBe(409)
    expect((await them.ask('listPasskeys')).body.hasPassword).toBe(false)
  })
})

describe('a passkey that is being added in one window', () => {
  test('is not added while rights are taken in another: the screen is reset first', async () => {
    const them = await app.person('operator', 'Demoted')
    const { epoch } = (await them.ask('showMe')).body
    const body = { current: passwordFor('operator') }
    const { body: options } = await them.ask('preparePasskey', { body }, asEpoch(epoch))
    const change = { params: { id: them.id }, body: { role: 'viewer' as const } }
    await app.visitor().ask('changeRole', change, asCommandLine())
    const answer = { body: { name: 'x', credential: authenticator().create(options) } }
    expect(await them.ask('addPasskey', answer, asEpoch(epoch))).toMatchObject({
      status: 409,
      body: { reset: 'permissions' },
    })
    expect((await them.ask('listPasskeys')).body.passkeys).toEqual([])
    // What was asked is still good for the same person at the same browser.
    expect((await them.ask('addPasskey', answer, asEpoch(epoch + 1))).status).toBe(201)
  })

  test('is not added once the person is suspended, or the session was ended elsewhere', async () => {
    const { accounts, db } = app.context
    const them = await app.person('viewer', 'Cutoff')
    const prepared = await them.ask('preparePasskey', { body: { current } })
    const { person, session } = (await them.ask('showMe')).body
    const answer = { name: 'x', credential: authenticator().create(prepared.body) }
    const [row] = await db.query<{ email: string }>(
      sql`select email from account_person where id = ${person.id}`,
    )
    // The request was let in; then, before it writes, a password is changed elsewhere.
    await db.query(sql`delete from account_session where id = ${session}`)
    const visit = { address: 'unknown', agent: '', cookie: them.cookie() }
    const signedIn = { person: { ...person, ...row, suspendedAt: null }, session }
    expect(await addPasskey(accounts, visit, signedIn, answer)).toMatchObject({
      ok: false,
      error: { refused: 'signed out' },
    })
    expect(await db.query(sql`select from account_passkey where person = ${person.id}`)).toEqual([])
  })
})
