import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { may, roles, type Role } from '../src/accounts/define.ts'
import { sql } from '../src/platform/database/index.ts'
import { addressOf, requests, runsOf, type Operation } from './harness/fuzz-requests.ts'
import { fuzzedApi, mediaOf, type FuzzedApi } from './harness/fuzzed-api.ts'
import { knownAt } from './harness/fuzzed-workspace.ts'
import type { Known } from './harness/hostile-values.ts'
import { addTo } from './harness/passkey-person.ts'
import { browserHeaders, passwordFor, personOf, visitor, type Visitor } from './harness/visitor.ts'
import { worldOf } from './harness/world-of.ts'

// As in api-fuzz.test.ts, where everything is asked far more often by one who may do all of it.
const seed = Number(process.env['LINCHPIN_FUZZ_SEED'] ?? 4400)
const runs = Number(process.env['LINCHPIN_FUZZ_RUNS'] ?? 5)

let api: FuzzedApi
const people = new Map<Role, Visitor>()
/** People whom an owner may do anything to. */
let others: string[]
const invites: number[] = []
/** The passkeys that a person of each role has. */
const passkeys = new Map<Role, number[]>()
/** What was done, by its name. */
const done = new Set<string>()

beforeAll(async () => {
  api = await fuzzedApi()
  const { send, localToken, context } = api
  for (const role of roles) {
    const who = await personOf(send, { token: localToken, role })
    people.set(role, who)
    // What a device answers cannot be made up.
    const added = []
    for (const _ of [1, 2, 3]) added.push((await addTo(who, role)).added.body.id as number)
    passkeys.set(role, added)
  }
  for (const each of ['preparePasskey', 'addPasskey']) done.add(each)
  const made = await context.db.query<{ id: string }>(sql`
    insert into account_person (id, name, email, role)
    select 'other-' || n, 'Other ' || n, 'other' || n || '@example.com', 'viewer'
    from generate_series(1, 60) n returning id`)
  others = made.map(({ id }) => id)
  for (const n of [1, 2, 3, 4]) {
    const body = { email: `guest${n}@example.com`, role: 'viewer' } as const
    invites.push((await people.get('owner')!.ask('createInvite', { body })).body.id)
  }
})

const isFor = (role: Role, { 'x-right': right, 'x-of': of }: Operation): boolean =>
  right !== 'anyone' && may(role, right, of)

const changesPassword = ({ operationId }: Operation): boolean => operationId === 'changePassword'

/** What a person knows of: other people, and their own sessions and password. */
function knownTo(role: Role, path: string, sessions: readonly string[]): Known {
  const known = knownAt(path)
  const own: Record<string, readonly (string | number)[]> = {
    ...(path.startsWith('/api/people') ? { id: others } : {}),
    ...(path.startsWith('/api/sessions') ? { id: sessions } : {}),
    ...(path.startsWith('/api/invites') ? { id: invites } : {}),
    ...(path.startsWith('/api/me/passkeys') ? { id: passkeys.get(role)! } : {}),
    email: ['newcomer@example.com', 'viewer@example.com'],
    current: [passwordFor(role)],
    next: ['seven green bottles'],
  }
  return (field) => own[field] ?? known(field)
}

async function askAs(
  role: Role,
  operation: Operation,
  n: number,
  judged: (answer: Response) => Promise<void>,
): Promise<void> {
  const who = people.get(role)!
  const sessions = await spareSessions(role, operation)
  const property = fc.asyncProperty(
    requests(operation, knownTo(role, operation.path, sessions)),
    async (sent) => {
      const headers = { ...browserHeaders(who.cookie()), 'content-type': mediaOf(operation) }
      const answer = await api.ask(operation.method, addressOf(operation, sent), sent.body, headers)
      if (Object.values(sent.path).some((each) => /^\.{0,2}$/.test(each))) return
      await judged(answer)
      if (operation.operationId === 'signOut' && answer.ok) await signIn(role)
    },
  )
  const numRuns = Math.max(4, runsOf(operation, runs))
  // Each role asks otherwise, so that together they have asked a lot.
  const own = seed + n + 1_000 * roles.indexOf(role)
  await fc.assert(property, { seed: own, numRuns }).catch((error: unknown) => {
    const message = `${operation.operationId} as ${role}: ${(error as Error).message}`
    throw new Error(message, { cause: error })
  })
}

async function signIn(role: Role, who = people.get(role)!): Promise<void> {
  const body = { email: `${role}@example.com`, password: passwordFor(role) }
  expect((await who.ask('signIn', { body })).status).toBe(200)
}

/** Other windows of a person, for what ends one. */
async function spareSessions(role: Role, { path, parameters }: Operation): Promise<string[]> {
  if (!path.startsWith('/api/sessions') || parameters.length === 0) return []
  await Promise.all([1, 2, 3].map(() => signIn(role, visitor(api.send))))
  const { sessions } = (await people.get(role)!.ask('listSessions')).body
  return sessions.filter(({ here }: { here: boolean }) => !here).map(({ id }: { id: string }) => id)
}

describe('a person, asking all kinds of things', () => {
  test.each(roles)(
    'as %s is refused what the role may not do, and changes nothing',
    async (role) => {
      const before = await worldOf(api.context.db)
      for (const [n, operation] of api.operations.entries()) {
        if (operation['x-right'] === 'anyone' || isFor(role, operation)) continue
        await askAs(role, operation, n, async (answer) => {
          expect(await api.judge(operation, answer)).toBe('Forbidden')
        })
      }
      expect(await worldOf(api.context.db)).toEqual(before)
      expect(api.faults).toEqual([])
    },
    30_000,
  )

  // The owner last, who takes away what the others ask about.
  test.each(roles.toReversed())(
    'as %s may do the rest, or is told why not',
    async (role) => {
      // Who has another password signs in with it: what comes by another window comes before.
      const operations = api.operations.toSorted(
        (a, b) => Number(changesPassword(a)) - Number(changesPassword(b)),
      )
      for (const [n, operation] of operations.entries()) {
        if (!isFor(role, operation)) continue
        await askAs(role, operation, n, async (answer) => {
          if (answer.ok) done.add(operation.operationId)
          // A wrong password is refused with 403 as well.
          expect(await api.judge(operation, answer)).not.toBe('Forbidden')
        })
      }
      expect(api.faults).toEqual([])
    },
    30_000,
  )

  test('did everything to people and to their own that there is to do', () => {
    const accounts = api.operations.filter(
      ({ 'x-of': of, 'x-right': right }) => right !== 'anyone' && (of === 'own' || of === 'people'),
    )
    expect(
      accounts.map(({ operationId }) => operationId).filter((each) => !done.has(each)),
    ).toEqual([])
  })
})
