import { beforeAll, describe, expect, test } from 'vitest'
import { askForPasskey, openAccounts, signInByPasskey } from '../src/accounts/index.ts'
import { sql } from '../src/platform/database/index.ts'
import { authenticator, type Wrong } from './harness/authenticator.ts'
import { addTo, inviteFor, passkeyPerson, signInBy } from './harness/passkey-person.ts'
import { testApp } from './harness/test-app.ts'
import { passwordFor } from './harness/visitor.ts'

let app: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  app = await testApp()
})
const asCommandLine = () => ({ authorization: `Bearer ${app.localToken}` })
const tokenOf = (path: string): string => path.split('/').at(-1)!
const forgetAttempts = () => app.context.db.query(sql`delete from account_attempt`)

describe('a link that works once', () => {
  test('makes the first owner by a passkey, who then signs in without a word', async () => {
    const made = await app.visitor().ask('makeWelcomeLink', {}, asCommandLine())
    const claim = { token: tokenOf(made.body.path), name: 'Ada', email: 'Ada@example.com' }
    const [browser, device] = [app.visitor(), authenticator()]
    const prepared = await browser.ask('prepareEntry', { body: claim })
    expect(prepared).toMatchObject({
      status: 200,
      body: {
        rp: { id: 'localhost' },
        user: { name: 'ada@example.com', displayName: 'Ada' },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      },
    })
    const passkey = { name: 'Laptop', credential: device.create(prepared.body) }
    expect(await browser.ask('welcome', { body: { ...claim, passkey } })).toMatchObject({
      status: 201,
      body: { role: 'owner', person: { email: 'ada@example.com' } },
    })
    expect((await browser.ask('showMe')).body.name).toBe('Ada')
    const other = app.visitor()
    expect((await signInBy(device, other)).body).toMatchObject({ name: 'Ada', role: 'owner' })
    expect((await other.ask('listPasskeys')).body).toMatchObject({
      hasPassword: false,
      passkeys: [{ name: 'Laptop', here: true, lastUsedAt: expect.any(String) as string }],
    })
    const { body } = await other.ask('listAudit', { query: { limit: 3 } })
    expect(body.entries.map((each: { action: string }) => each.action)).toEqual([
      'sign in by passkey',
      'sign in',
      'become the first owner',
    ])
  })

  test('takes a password or a passkey, and neither none nor both', async () => {
    const claim = { token: await inviteFor(app, 'both@example.com'), name: 'Both' }
    const browser = app.visitor()
    expect((await browser.ask('welcome', { body: claim })).status).toBe(400)
    const { body: options } = await browser.ask('prepareEntry', { body: claim })
    const passkey = { name: 'x', credential: authenticator().create(options) }
    const both = { ...claim, passkey, password: 'seven green bottles' }
    expect((await browser.ask('welcome', { body: both })).status).toBe(400)
  })

  test('that was used meanwhile makes nobody, also when both come at once', async () => {
    const claim = { token: await inviteFor(app, 'meanwhile@example.com'), name: 'Meanwhile' }
    const tries = await Promise.all(
      [1, 2].map(async () => {
        const browser = app.visitor()
        const { body: options } = await browser.ask('prepareEntry', { body: claim })
        return { browser, passkey: { name: 'x', credential: authenticator().create(options) } }
      }),
    )
    const answers = await Promise.all(
      tries.map(({ browser, passkey }) => browser.ask('welcome', { body: { ...claim, passkey } })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 404])
    expect((await app.visitor().ask('prepareEntry', { body: claim })).status).toBe(404)
    const rows = await app.context.db.query(
      sql`select from account_passkey k join account_person p on p.id = k.person
        where p.email = 'meanwhile@example.com'`,
    )
    expect(rows).toHaveLength(1)
  })

  test('of another person takes no passkey that was asked for by the first', async () => {
    const [first, second] = [
      { token: await inviteFor(app, 'first@example.com'), name: 'First' },
      { token: await inviteFor(app, 'second@example.com'), name: 'Second' },
    ]
    const browser = app.visitor()
    const { body: options } = await browser.ask('prepareEntry', { body: first })
    const passkey = { name: 'x', credential: authenticator().create(options) }
    const answer = await browser.ask('welcome', { body: { ...second, passkey } })
    expect(answer).toMatchObject({
      status: 403,
      body: { detail: expect.stringMatching(/another link/) as string },
    })
  })

  test('for a new way in takes the place of all that the person signed in by', async () => {
    const them = await app.person('viewer', 'Lostall')
    const { device } = await addTo(them, 'viewer')
    const params = { id: them.id }
    const link = await app.visitor().ask('makePasswordLink', { params }, asCommandLine())
    const claim = { token: tokenOf(link.body.path) }
    const [browser, fresh] = [app.visitor(), authenticator()]
    const { body: options } = await browser.ask('prepareEntry', { body: claim })
    const passkey = { name: 'New', credential: fresh.create(options) }
    expect((await browser.ask('welcome', { body: { ...claim, passkey } })).status).toBe(201)

    expect((await them.ask('showMe')).status).toBe(401)
    expect((await signInBy(device, app.visitor())).status).toBe(403)
    const old = { email: them.email, password: passwordFor('viewer') }
    expect((await app.visitor().ask('signIn', { body: old })).status).toBe(403)
    expect((await signInBy(fresh, app.visitor())).status).toBe(200)
  })
})

describe('a question to a device', () => {
  test('is answered once, and by nobody afterwards', async () => {
    const { device } = await passkeyPerson(app, 'Once')
    const browser = app.visitor()
    const { body: options } = await browser.ask('askForPasskey')
    const answer = { body: device.get(options) }
    const both = await Promise.all([1, 2].map(() => browser.ask('signInByPasskey', answer)))
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await browser.ask('signInByPasskey', answer)).toMatchObject({
      status: 409,
      body: { title: 'Start again' },
    })
  })

  test('is answered by the browser that asked, in time, and for what it was asked', async () => {
    const them = await passkeyPerson(app, 'Bound')
    const browser = app.visitor()
    const { body: options } = await browser.ask('askForPasskey')
    const stranger = app.visitor()
    await stranger.ask('askForPasskey')
    const stolen = await stranger.ask('signInByPasskey', { body: them.device.get(options) })
    expect(stolen.status).toBe(409)

    const { body: proof } = await them.ask('askForProof')
    expect((await them.ask('signInByPasskey', { body: them.device.get(proof) })).status).toBe(409)

    const { body: late } = await browser.ask('askForPasskey')
    await app.context.db.query(
      sql`update account_challenge set expires_at = now() - interval '1 second'`,
    )
    const answer = await browser.ask('signInByPasskey', { body: them.device.get(late) })
    expect(answer.status).toBe(409)
    await app.context.accounts.tidy()
    expect(await app.context.db.query(sql`select from account_challenge`)).toEqual([])
  })

  test('reaches every app process, and is kept as a digest', async () => {
    const { device } = await passkeyPerson(app, 'Shared')
    const { db, clock, log } = app.context
    const [here, there] = [1, 2].map(() =>
      openAccounts({ db, clock, log, url: 'http://localhost' }),
    ) as [ReturnType<typeof openAccounts>, ReturnType<typeof openAccounts>]
    const visit = { address: 'elsewhere', agent: '', cookie: '' }
    const asked = await askForPasskey(here, visit)
    if (!asked.ok) throw new Error(asked.error.detail)
    const { options, cookies } = asked.value
    const rows = await db.query<{ text: string }>(
      sql`select c::text as text from account_challenge c`,
    )
    expect(rows.map(({ text }) => text).join()).not.toContain(options.challenge)
    const cookie = cookies[0]!.split(';')[0]!
    const outcome = await signInByPasskey(there, { ...visit, cookie }, device.get(options))
    expect(outcome).toMatchObject({ ok: true, value: { person: { name: 'Shared' } } })
    await Promise.all([here.close(), there.close()])
  })

  test('is not asked where passkeys cannot work, and the answer says so', async () => {
    const { db, clock, log } = app.context
    const accounts = openAccounts({ db, clock, log, url: 'http://10.0.0.7:4400' })
    const visit = { address: 'elsewhere', agent: '', cookie: '' }
    expect(await askForPasskey(accounts, visit)).toMatchObject({
      ok: false,
      error: { refused: 'elsewhere', detail: expect.stringContaining('LINCHPIN_URL') as string },
    })
  })

  test('is asked only so often from one place', async () => {
    const guesser = app.visitor()
    const statuses = new Set<number>()
    for (let n = 0; n < 61; n += 1) statuses.add((await guesser.ask('askForPasskey')).status)
    expect([...statuses]).toEqual([200, 429])
    await forgetAttempts()
  })
})

describe('what a device answers is refused', () => {
  test.each<[string, Wrong]>([
    ['from another site', { origin: 'https://evil.example' }],
    ['from another port of this machine', { origin: 'http://localhost:3000' }],
    ['for another name', { rpId: 'evil.example' }],
    ['when nobody showed that they are there', { unverified: true }],
    ['as the wrong kind of answer', { type: 'webauthn.create' }],
    ['when it does not say whose it is', { userHandle: undefined }],
    ['when it says that it is somebody else’s', { userHandle: 'c29tZWJvZHk' }],
    ['when its count went back', { counter: 0 }],
  ])('%s', async (_, wrong) => {
    const person = await passkeyPerson(app, `Wrong${JSON.stringify(wrong).replace(/\W/g, '')}`)
    expect((await signInBy(person.device, app.visitor())).status).toBe(200)
    expect(await signInBy(person.device, app.visitor(), wrong)).toMatchObject({
      status: 403,
      body: { title: 'Sign-in refused' },
    })
  })

  test.each<[string, Wrong]>([
    ['from another site', { origin: 'https://evil.example' }],
    ['for another name', { rpId: 'evil.example' }],
    ['when nobody showed that they are there', { unverified: true }],
    ['as the wrong kind of answer', { type: 'webauthn.get' }],
    [
      'with a certificate, which could make us call its address',
      {
        attested: ['packed', new Map<string, unknown>([['x5c', [new Uint8Array(8)]]])],
      },
    ],
    ['with a format that we did not ask for', { attested: ['tpm', new Map()] }],
  ])('also as a new passkey: %s', async (_, wrong) => {
    const claim = { token: await inviteFor(app, 'refused@example.com'), name: 'Refused' }
    const browser = app.visitor()
    const { body: options } = await browser.ask('prepareEntry', { body: claim })
    const passkey = { name: 'x', credential: authenticator().create(options, wrong) }
    expect((await browser.ask('welcome', { body: { ...claim, passkey } })).status).toBe(403)
    const { status } = await browser.ask('readLink', { body: { token: claim.token } })
    expect(status).toBe(200)
  })

  test('when its count went back, with a trace, since the passkey may be a copy', async () => {
    const { device, name } = { ...(await passkeyPerson(app, 'Copied')), name: 'Copied' }
    await signInBy(device, app.visitor(), { counter: 7 })
    await signInBy(device, app.visitor(), { counter: 7 })
    const rows = await app.context.db.query(
      sql`select from account_audit where actor = ${name} and action like 'be refused%'`,
    )
    expect(rows).toHaveLength(1)
    expect((await signInBy(device, app.visitor(), { counter: 8 })).status).toBe(200)
  })

  test('whatever else is sent in its place', async () => {
    const browser = app.visitor()
    const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const junk = ['AAAA', 'x', text(null), text({ challenge: {} }), text(['a']), 'A'.repeat(3_999)]
    for (const each of junk) {
      const { body: options } = await browser.ask('askForPasskey')
      const good = text({ type: 'webauthn.get', challenge: options.challenge, origin: 'x' })
      for (const clientDataJSON of [each, good]) {
        const body = {
          id: each.slice(0, 99),
          clientDataJSON,
          authenticatorData: each,
          signature: each,
        }
        const { status } = await browser.ask('signInByPasskey', { body })
        expect([403, 409]).toContain(status)
      }
    }
  })
})

describe('by passkey too, nobody comes in', () => {
  test('who is suspended, until they are restored', async () => {
    const { device, id } = await passkeyPerson(app, 'Barred')
    await app.visitor().ask('suspendPerson', { params: { id } }, asCommandLine())
    const answer = await signInBy(device, app.visitor())
    expect(answer).toMatchObject({ status: 403, body: { title: 'Account suspended' } })
    await app.visitor().ask('restorePerson', { params: { id } }, asCommandLine())
    expect((await signInBy(device, app.visitor())).status).toBe(200)
  })

  test('with a passkey that was removed, or whose person was', async () => {
    const them = await app.person('viewer', 'Remover')
    const { added, device } = await addTo(them, 'viewer')
    expect((await signInBy(device, app.visitor())).status).toBe(200)
    const params = { id: added.body.id }
    expect((await them.ask('removePasskey', { params })).status).toBe(200)
    const answer = await signInBy(device, app.visitor())
    expect(answer).toMatchObject({
      status: 403,
      body: { detail: expect.stringMatching(/may have been removed/) as string },
    })

    const gone = await passkeyPerson(app, 'Gone')
    await app.visitor().ask('removePerson', { params: { id: gone.id } }, asCommandLine())
    expect((await signInBy(gone.device, app.visitor())).status).toBe(403)
  })
})
