import { describe, expect, test } from 'vitest'
import {
  defineContract,
  defineSystem,
  standardPaths,
  t,
  type ContractSpec,
} from '../../contracts/define.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { sql } from '../../platform/database/index.ts'
import { accept } from './accept.ts'
import { collector, csv, defineSource, type Source } from './define.ts'
import { dueSources, freshnessOf, staleContracts } from './freshness.ts'
import { raiseStale } from './raise-stale.ts'

const now = new Date('2026-05-04T12:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const schema = t.Object({ id: t.String() })
const contract = (fresh?: ContractSpec<typeof schema>['fresh']) =>
  defineContract({
    name: 'crm.deals',
    version: '1.0.0',
    from: defineSystem({ name: 'crm' }),
    owner: 'revops',
    payload: schema,
    key: ({ id }) => id,
    failures: standardPaths({ owner: 'revops' }),
    becomes: () => [],
    ...(fresh ? { fresh } : {}),
  })

describe('dueSources', () => {
  const source = (every?: Source['every'], from: Source['from'] = csv('deals')) =>
    defineSource({ name: 'deals', contract: contract(), from, ...(every ? { every } : {}) })
  const isDue = (it: Source, last?: Date, waiting: readonly string[] = []) => {
    const pulled = new Map(last ? [['deals', last]] : [])
    return dueSources([it], { pulled }, new Set(waiting), now).length === 1
  }

  test('names those that were not read for as long as they say, or never', () => {
    expect(isDue(source('1h'))).toBe(true)
    expect(isDue(source('1h'), ago(0.5))).toBe(false)
    expect(isDue(source('1h'), ago(1))).toBe(true)
  })

  test('leaves out what stands still or is tried again at a time of its own', () => {
    expect(isDue(source('1h'), ago(2), ['deals'])).toBe(false)
    expect(isDue(source('1h'), ago(2), ['leads'])).toBe(true)
  })

  test('leaves out what is read on request and what is sent to us', () => {
    expect(isDue(source())).toBe(false)
    expect(isDue(source('1h', collector()))).toBe(false)
  })
})

describe('freshnessOf', () => {
  const state = (last?: Date, within?: '24h') =>
    freshnessOf(
      contract(within && { within }),
      { arrived: new Map(last ? [['crm.deals', last]] : []) },
      now,
    )

  test('a contract is fresh up to the moment in which it promises something new, and late from then', () => {
    expect(state(ago(24), '24h')).toEqual({ state: 'fresh', lastAt: ago(24), dueAt: now })
    expect(state(ago(25), '24h')).toEqual({ state: 'late', lastAt: ago(25), dueAt: ago(1) })
  })

  test('one that never brought anything, or promises nothing, is neither', () => {
    expect(state(undefined, '24h')).toEqual({ state: 'never', lastAt: null, dueAt: null })
    expect(state(ago(900))).toEqual({ state: 'no-promise', lastAt: ago(900), dueAt: null })
  })
})

describe('staleContracts', () => {
  const stale = (last?: Date, since = ago(48)) =>
    staleContracts(
      [contract({ within: '24h' }), contract()],
      { arrived: new Map(last ? [['crm.deals', last]] : []) },
      since,
      now,
    )

  test('reports a promise that is broken, once the time is over', () => {
    expect(stale(ago(24))).toEqual([])
    expect(stale(ago(25))).toMatchObject([
      {
        mode: 'stale',
        contract: 'crm.deals',
        owner: 'revops',
        title: 'crm.deals: nothing has come in within 24h, as its contract promises',
        detail: { last: '2026-05-03T11:00:00.000Z' },
      },
    ])
  })

  test('holds a contract that never brought anything to its promise from the first look on', () => {
    expect(stale()).toMatchObject([{ mode: 'stale', detail: { last: null } }])
    expect(stale(undefined, ago(2))).toEqual([])
  })
})

test('raiseStale puts a broken promise on the desk once, and none while records come in', async () => {
  const db = await testDatabase()
  const clock = { now: () => new Date() }
  const later = { now: () => new Date(Date.now() + 25 * 3_600_000) }
  const promise = contract({ within: '24h' })
  const origin = { source: 'deals', receivedAt: clock.now() }
  await accept({ db, clock, routes: [] }, promise, [{ raw: { id: '1' } }], origin)
  expect(await raiseStale({ db, clock, routes: [] }, [promise], now)).toBe(0)
  expect(await raiseStale({ db, clock: later, routes: [] }, [promise], now)).toBe(1)
  expect(await raiseStale({ db, clock: later, routes: [] }, [promise], now)).toBe(1)
  expect(await db.query(sql`select mode, occurrences from exception`)).toEqual([
    { mode: 'stale', occurrences: 2 },
  ])
})

test('raiseStale takes a promise off the desk by itself once it is kept again', async () => {
  const db = await testDatabase()
  const at = (hours: number) => ({ now: () => new Date(now.getTime() + hours * 3_600_000) })
  const promise = contract({ within: '24h' })
  const look = (hours: number) => raiseStale({ db, clock: at(hours), routes: [] }, [promise], now)
  const desk = () => db.query(sql`select state, reason from exception order by id`)
  expect(await look(25)).toBe(1)
  // Watching begins anew, and nothing has come in yet: nobody can say that it is over.
  await raiseStale({ db, clock: at(26), routes: [] }, [promise], at(26).now())
  expect(await desk()).toEqual([{ state: 'open', reason: null }])

  const origin = { source: 'deals', receivedAt: at(27).now() }
  await accept({ db, clock: at(27), routes: [] }, promise, [{ raw: { id: '1' } }], origin)
  expect(await look(28)).toBe(0)
  const reason = 'records come in again within the promised time'
  expect(await desk()).toEqual([{ state: 'resolved', reason }])
})
