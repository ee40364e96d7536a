import { beforeAll, describe, expect, test } from 'vitest'
import { may, roles, type Role } from '../src/accounts/define.ts'
import { sql } from '../src/platform/database/index.ts'
import type { Operation } from './harness/fuzz-requests.ts'
import { exampleOf, fuzzedApi, mediaOf, type FuzzedApi } from './harness/fuzzed-api.ts'
import { addTo } from './harness/passkey-person.ts'
import { browserHeaders, passwordFor, personOf, visitor } from './harness/visitor.ts'
import { worldOf } from './harness/world-of.ts'

let api: FuzzedApi
const people = new Map<Role, Awaited<ReturnType<typeof personOf>>>()
const person = (role: Role) => people.get(role)!
const join = (role: Role, name: string) => personOf(api.send, { token: api.localToken, role }, name)

beforeAll(async () => {
  api = await fuzzedApi()
  for (const role of roles) people.set(role, await join(role, role))
})

const guarded = () => api.operations.filter((each) => each['x-right'] !== 'anyone')

const askFrom = (
  operation: Operation,
  headers: Readonly<Record<string, string>>,
  address = exampleOf(operation),
  body = '{}',
) => api.ask(operation.method, address, body, { 'content-type': mediaOf(operation), ...headers })

/** Asks all of them in the same way: each is refused with the status, and nothing is another afterwards. */
async function refuseAll(
  operations: readonly Operation[],
  headersOf: (operation: Operation) => Readonly<Record<string, string>>,
  statuses: readonly number[],
): Promise<void> {
  // What has ended is taken out of the list of sessions when it is shown.
  const before = await worldOf(api.context.db, ['account_session'])
  for (const operation of operations) {
    const answer = await askFrom(operation, headersOf(operation))
    expect(statuses, operation.operationId).toContain(answer.status)
    await api.judge(operation, answer)
  }
  expect(await worldOf(api.context.db, ['account_session'])).toEqual(before)
}

describe('what belongs to somebody else', () => {
  /** A real one of each thing that has an owner, by where it is asked for. */
  async function things(): Promise<Readonly<Record<string, string>>> {
    const owner = await join('owner', 'Somebody else')
    const [session] = (await owner.ask('listSessions')).body.sessions
    const body = { email: 'invited@example.com', role: 'viewer' } as const
    const invite = (await owner.ask('createInvite', { body })).body
    const key = { kind: 'api', name: 'theirs', scope: 'read' } as const
    await owner.ask('createKey', { body: key })
    const passkey = (await addTo(owner, 'owner')).added.body
    const { keys } = (await owner.ask('listKeys')).body
    return {
      sessions: session.id,
      people: owner.id,
      invites: String(invite.id),
      passkeys: String(passkey.id),
      keys: String(keys.find(({ name }: { name: string }) => name === key.name).id),
    }
  }

  test('is neither touched nor known to be there by who has no right to it', async () => {
    const real = await things()
    const before = await worldOf(api.context.db)
    const owned = guarded().filter(
      ({ path, 'x-of': of }) => path.includes('{') && of !== 'workspace',
    )
    expect(owned.length).toBeGreaterThan(7)
    for (const operation of owned) {
      const [, kind = ''] = /(\w+)\/\{/.exec(operation.path) ?? []
      const id = real[kind]
      expect(id, `somebody else's of ${operation.path}`).toBeDefined()
      for (const role of roles) {
        const isOwn = operation['x-of'] === 'own'
        if (!isOwn && may(role, operation['x-right'] as 'manage', operation['x-of'])) continue
        const seen = await Promise.all(
          [id!, '999999999'].map(async (each) => {
            const headers = browserHeaders(person(role).cookie())
            const address = operation.path.replace(/\{\w+\}/, each)
            // What takes a body of one's own things takes a name.
            const answer = await askFrom(operation, headers, address, '{"name":"Mine"}')
            await api.judge(operation, answer.clone())
            return { status: answer.status, text: (await answer.text()).replaceAll(each, 'it') }
          }),
        )
        expect(seen[0]!.status, `${operation.operationId} as ${role}`).toBe(isOwn ? 404 : 403)
        expect(seen[0]).toEqual(seen[1])
      }
    }
    expect(await worldOf(api.context.db)).toEqual(before)
  })
})

describe('a cookie that is good no more', () => {
  const session = (who: { id: string }, change: ReturnType<typeof sql>) =>
    api.context.db.query(sql`update account_session set ${change} where person = ${who.id}`)
  const of = ({ id }: { id: string }) => ({ params: { id } })
  const asOwner = () => person('owner')
  /** What happened to it, by what a person would say. */
  const ends: readonly (readonly [
    string,
    (who: Awaited<ReturnType<typeof personOf>>) => Promise<unknown>,
  ])[] = [
    ['signed out', (who) => who.ask('signOut')],
    [
      'ended by another window',
      async (who) => {
        const window = visitor(api.send)
        const body = { email: who.email, password: passwordFor('owner') }
        await window.ask('signIn', { body })
        expect((await window.ask('endOtherSessions')).body).toEqual({ ended: 1 })
      },
    ],
    ['ended by an owner', (who) => asOwner().ask('endPersonSessions', of(who))],
    ['of somebody suspended', (who) => asOwner().ask('suspendPerson', of(who))],
    ['of somebody removed', (who) => asOwner().ask('removePerson', of(who))],
    ['expired', (who) => session(who, sql`expires_at = now() - interval '1 second'`)],
    ['too old', (who) => session(who, sql`created_at = now() - interval '31 days'`)],
  ]

  test.each(ends)('%s opens nothing', async (name, end) => {
    const who = await join('owner', `Once ${name}`)
    const cookie = who.cookie()
    await end(who)
    await refuseAll(guarded(), () => browserHeaders(cookie), [401])
  })

  test('made up opens nothing', async () => {
    const cookie = asOwner().cookie()
    const forged = [cookie.replace(/.{6}$/, 'AAAAAA'), cookie.replace('=', '=x'), 'linchpin-=;;=']
    for (const each of forged) await refuseAll(guarded(), () => browserHeaders(each), [401])
  })
})

describe('a cookie that another site uses', () => {
  const { origin: _, 'sec-fetch-site': __, ...silent } = browserHeaders('x')
  const ways: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['from another origin', { origin: 'https://evil.example' }],
    ['from an origin that is hidden', { origin: 'null' }],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a sibling of ours', { 'sec-fetch-site': 'same-site' }],
  ]

  test.each(ways)('changes nothing %s', async (_name, said) => {
    const cookie = person('owner').cookie()
    const changing = api.operations.filter(({ method }) => method !== 'GET')
    await refuseAll(changing, () => ({ ...browserHeaders(cookie), ...said }), [403])
  })

  test('changes nothing when it does not say where from', async () => {
    const cookie = person('owner').cookie()
    const changing = api.operations.filter(({ method }) => method !== 'GET')
    await refuseAll(changing, () => ({ ...silent, cookie }), [403])
  })

  test('changes nothing as a form', async () => {
    const headers = browserHeaders(person('owner').cookie())
    const posted = api.operations.filter(({ method }) => method === 'POST')
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      await refuseAll(posted, () => ({ ...headers, 'content-type': type }), [400])
    }
  })

  test('changes nothing by asking for what is only shown', async () => {
    const headers = browserHeaders(person('owner').cookie())
    const shown = api.operations.filter(({ method }) => method === 'GET')
    const before = await worldOf(api.context.db)
    for (const operation of shown) await api.judge(operation, await askFrom(operation, headers))
    expect(await worldOf(api.context.db)).toEqual(before)
  })
})

test('a screen of before a change of rights is told so by every operation, and does nothing', async () => {
  const who = await join('owner', 'Changed')
  const { epoch } = (await who.ask('showMe')).body
  for (const said of [String(epoch - 1), String(epoch + 1), 'x', '']) {
    const headers = { ...browserHeaders(who.cookie()), 'x-linchpin-epoch': said }
    await refuseAll(guarded(), () => headers, [409])
  }
})
