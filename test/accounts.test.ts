import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from './harness/test-app.ts'
import { passwordFor } from './harness/visitor.ts'
import { readReset, resetChannel, type Reset } from '../src/accounts/index.ts'
import { sql } from '../src/platform/database/index.ts'
import { until } from './harness/until.ts'

let app: Awaited<ReturnType<typeof testApp>>
const heard: Reset[] = []
beforeAll(async () => {
  app = await testApp()
  return app.context.db.listen(resetChannel, (payload) => heard.push(readReset(payload)!))
})

const asCommandLine = () => ({ authorization: `Bearer ${app.localToken}` })
const tokenOf = (path: string): string => path.split('/').at(-1)!
const password = 'seven green bottles'
const ada = { name: 'Ada', email: 'ada@example.com', password }

describe('the first owner', () => {
  test('is made by a link that works once, and of which only the last is good', async () => {
    const first = await app.visitor().ask('makeWelcomeLink', {}, asCommandLine())
    const second = await app.visitor().ask('makeWelcomeLink', {}, asCommandLine())
    const enter = (path: string, who = app.visitor()) =>
      who.ask('welcome', { body: { token: tokenOf(path), ...ada } })

    expect(await enter(first.body.path)).toMatchObject({
      status: 404,
      body: { title: 'Link gone' },
    })
    const browser = app.visitor()
    expect(await enter(second.body.path, browser)).toMatchObject({
      status: 201,
      body: { role: 'owner', person: { email: 'ada@example.com' } },
    })
    expect((await enter(second.body.path)).status).toBe(404)
    expect(await browser.ask('showMe')).toMatchObject({ status: 200, body: { name: 'Ada' } })
    const third = await app.visitor().ask('makeWelcomeLink', {}, asCommandLine())
    expect(third.body.path).toBeNull()
  })

  test('is never the last to go: neither lowered, nor suspended, nor removed', async () => {
    const { body } = await app.visitor().ask('listPeople', {}, asCommandLine())
    const { id } = body.people[0]
    const tries = await Promise.all([
      app
        .visitor()
        .ask('changeRole', { params: { id }, body: { role: 'viewer' } }, asCommandLine()),
      app.visitor().ask('suspendPerson', { params: { id } }, asCommandLine()),
      app.visitor().ask('removePerson', { params: { id } }, asCommandLine()),
    ])
    expect(tries.map(({ status }) => status)).toEqual([409, 409, 409])
  })

  test('may go when there is another, but two who demote each other do not both go', async () => {
    const [eve, ada] = await Promise.all([app.person('owner', 'Eve'), app.person('owner', 'Abe')])
    const { body } = await eve.ask('listPeople')
    const rest = body.people.filter((each: { role: string }) => each.role === 'owner')
    for (const { id } of rest.filter(
      (each: { id: string }) => ![eve.id, ada.id].includes(each.id),
    )) {
      expect((await eve.ask('removePerson', { params: { id } })).status).toBe(200)
    }
    const lower = { role: 'viewer' } as const
    const outcomes = await Promise.all([
      eve.ask('changeRole', { params: { id: ada.id }, body: lower }),
      ada.ask('changeRole', { params: { id: eve.id }, body: lower }),
    ])
    expect(outcomes.map(({ status }) => status).filter((each) => each === 200)).toHaveLength(1)
  })
})

describe('a link', () => {
  test('works no more once its time is over', async () => {
    const body = { email: 'late@example.com', role: 'viewer' } as const
    const made = await app.visitor().ask('createInvite', { body }, asCommandLine())
    await app.context.db.query(
      sql`update account_link set expires_at = now() - interval '1 second' where id = ${made.body.id}`,
    )
    const token = tokenOf(made.body.path)
    expect((await app.visitor().ask('readLink', { body: { token } })).status).toBe(404)
    const entry = { token, name: 'Late', password }
    expect((await app.visitor().ask('welcome', { body: entry })).status).toBe(404)
  })

  test('makes one person, also when it is used twice at once', async () => {
    const body = { email: 'twice@example.com', role: 'viewer' } as const
    const made = await app.visitor().ask('createInvite', { body }, asCommandLine())
    const entry = { token: tokenOf(made.body.path), name: 'Twice', password }
    const both = await Promise.all([1, 2].map(() => app.visitor().ask('welcome', { body: entry })))
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 404])
  })

  test('of a password signs its person out everywhere else', async () => {
    const them = await app.person('viewer', 'Forgetful')
    const { body } = await app
      .visitor()
      .ask('makePasswordLink', { params: { id: them.id } }, asCommandLine())
    const browser = app.visitor()
    const entry = { token: tokenOf(body.path), password: 'another four words' }
    expect((await browser.ask('welcome', { body: entry })).status).toBe(201)
    expect((await them.ask('showMe')).status).toBe(401)
    expect((await browser.ask('showMe')).status).toBe(200)
  })
})

describe('a permission that changes under somebody who is signed in', () => {
  const asEpoch = (epoch: number) => ({ 'x-linchpin-epoch': String(epoch) })
  const publish = { params: { collection: 'none', slug: 'none' } }

  test('a lowered role counts at the next request, and a screen of before is reset', async () => {
    const them = await app.person('operator', 'Lowered')
    const { epoch } = (await them.ask('showMe')).body
    const work = { params: { id: 999 }, body: { note: 'mine' } }
    expect((await them.ask('commentException', work, asEpoch(epoch))).status).toBe(404)
    const change = { params: { id: them.id }, body: { role: 'viewer' as const } }
    await app.visitor().ask('changeRole', change, asCommandLine())

    expect(await them.ask('commentException', work, asEpoch(epoch))).toMatchObject({
      status: 409,
      body: { reset: 'permissions' },
    })
    expect((await them.ask('commentException', work)).status).toBe(403)
    const now = (await them.ask('showMe')).body
    expect(now).toMatchObject({ role: 'viewer', epoch: epoch + 1, rights: ['read'] })
    await until(() =>
      heard.some(({ person, reason }) => person === them.id && reason === 'role lowered'),
    )
  })

  test('a raised role counts at the next request, and disturbs nothing', async () => {
    const them = await app.person('viewer', 'Raised')
    const { epoch } = (await them.ask('showMe')).body
    expect((await them.ask('publishEntry', publish)).status).toBe(403)
    const change = { params: { id: them.id }, body: { role: 'editor' as const } }
    await app.visitor().ask('changeRole', change, asCommandLine())
    expect((await them.ask('showMe', {}, asEpoch(epoch))).body.rights).toEqual(['read', 'edit'])
  })

  test('a suspended person is out at once, and cannot sign in until restored', async () => {
    const them = await app.person('editor', 'Suspended')
    await app.visitor().ask('suspendPerson', { params: { id: them.id } }, asCommandLine())
    expect((await them.ask('showMe')).status).toBe(401)
    const entry = { body: { email: them.email, password: passwordFor('editor') } }
    expect(await them.ask('signIn', entry)).toMatchObject({
      status: 403,
      body: { title: 'Account suspended' },
    })
    await app.visitor().ask('restorePerson', { params: { id: them.id } }, asCommandLine())
    expect((await them.ask('signIn', entry)).status).toBe(200)
  })

  test('a changed password ends all other sessions, and not the one that changed it', async () => {
    const them = await app.person('viewer', 'Changer')
    const other = app.visitor()
    const old = passwordFor('viewer')
    await other.ask('signIn', { body: { email: them.email, password: old } })
    const wrong = { body: { current: 'not it', next: 'four words in line' } }
    expect((await them.ask('changePassword', wrong)).status).toBe(403)
    const right = { body: { current: old, next: 'four words in line' } }
    expect(await them.ask('changePassword', right)).toMatchObject({
      status: 200,
      body: { ended: 1 },
    })
    expect((await other.ask('showMe')).status).toBe(401)
    expect((await them.ask('showMe')).status).toBe(200)
  })
})

describe('a session', () => {
  test('is kept as a digest: what the browser holds is nowhere in the database', async () => {
    const them = await app.person('viewer', 'Hashed')
    const token = decodeURIComponent(them.cookie().split('=')[1]!).split('.')[0]!
    const rows = await app.context.db.query<{ text: string }>(
      sql`select s::text as text from account_session s`,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map(({ text }) => text).join()).not.toContain(token)
  })

  test('is listed to its person, who can end it, and nobody else’s', async () => {
    const [them, other] = [
      await app.person('viewer', 'Lister'),
      await app.person('viewer', 'Other'),
    ]
    const { sessions } = (await them.ask('listSessions')).body
    expect(sessions).toMatchObject([{ here: true }])
    const { id } = sessions[0]
    expect((await other.ask('endSession', { params: { id } })).status).toBe(404)
    expect((await them.ask('showMe')).status).toBe(200)
    expect((await them.ask('endSession', { params: { id } })).status).toBe(200)
    expect((await them.ask('showMe')).status).toBe(401)
  })

  test('is not ridden by another site', async () => {
    const them = await app.person('operator', 'Ridden')
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { 'content-type': 'text/plain' },
    ]
    for (const headers of foreign) {
      const answer = await them.ask('startRebuild', {}, headers)
      expect([400, 403], JSON.stringify(headers)).toContain(answer.status)
    }
    expect((await them.ask('showMe')).status).toBe(200)
  })

  test('has a cookie that scripts cannot read and other sites do not send', async () => {
    const them = await app.person('viewer', 'Cookie')
    const answer = await app
      .visitor()
      .ask('signIn', { body: { email: them.email, password: passwordFor('viewer') } })
    const cookie = answer.headers.getSetCookie().join()
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
  })
})

describe('signing in', () => {
  const fail = (email: string, times: number, who = app.visitor()): Promise<number[]> =>
    Promise.all(
      Array.from({ length: times }, async () => {
        const answer = await who.ask('signIn', { body: { email, password: 'wrong' } })
        return answer.status
      }),
    )

  test('is refused alike whether the person exists, and at last told to wait', async () => {
    const { email } = await app.person('viewer', 'Guessed')
    const answers = []
    for (const who of [email, 'nobody@example.com']) {
      const outcome = await app.visitor().ask('signIn', { body: { email: who, password: 'wrong' } })
      answers.push({ status: outcome.status, body: outcome.body })
    }
    expect(answers[0]).toEqual(answers[1])
    for (let n = 0; n < 9; n += 1) {
      await app.visitor().ask('signIn', { body: { email, password: 'wrong' } })
    }
    const right = { body: { email, password: passwordFor('viewer') } }
    const answer = await app.visitor().ask('signIn', right)
    expect(answer).toMatchObject({
      status: 429,
      body: {
        title: 'Too many attempts',
        detail:
          'too many attempts to sign in; try again in 10 minutes, or now with a passkey or in a ' +
          'browser that signed in to this account before',
      },
    })
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('goes on in a browser that did before, whatever strangers try, until it has tried too often itself', async () => {
    const them = await app.person('owner', 'Besieged')
    await them.ask('signOut')
    const entry = (password: string) => ({ body: { email: them.email, password } })
    const right = entry(passwordFor('owner'))
    await fail(them.email, 10)
    expect((await app.visitor().ask('signIn', right)).status).toBe(429)
    expect((await them.ask('signIn', right)).status).toBe(200)
    expect(await fail(them.email, 10, them)).toEqual(Array(10).fill(403))
    expect((await them.ask('signIn', right)).status).toBe(429)
  })

  test('is not made easier by a mark that is another account’s, or made up', async () => {
    const them = await app.person('owner', 'Marked')
    const other = await app.person('viewer', 'Unmarked')
    await fail(other.email, 10)
    const right = { body: { email: other.email, password: passwordFor('viewer') } }
    expect((await them.ask('signIn', right)).status).toBe(429)
    const [mark = ''] = other.cookie('/api/sign-in').match(/linchpin-\w+-device=[^;]+/) ?? []
    expect(mark).not.toBe('')
    const forged = { cookie: mark.replace(/=../, '=AA') }
    expect((await app.visitor().ask('signIn', right, forged)).status).toBe(429)
    expect((await app.visitor().ask('signIn', right, { cookie: mark })).status).toBe(200)
  })

  test('leaves a mark that scripts cannot read, and that goes nowhere else', async () => {
    const them = await app.person('viewer', 'Quiet')
    const [, mark] = (
      await them.ask('signIn', { body: { email: them.email, password: passwordFor('viewer') } })
    ).headers.getSetCookie()
    expect(mark).toMatch(/-device=.*; Path=\/api\/sign-in; HttpOnly; SameSite=Strict/)
    expect(mark).not.toContain(them.email)
    expect(them.cookie()).not.toContain('-device')
  })
})
