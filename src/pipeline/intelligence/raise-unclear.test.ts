import { expect, test } from 'vitest'
import { factWarehouse } from '../../../test/harness/fact-warehouse.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import {
  defineContract,
  defineSystem,
  ignore,
  standardPaths,
  t,
  type Contract,
} from '../../contracts/define.ts'
import { sql } from '../../platform/database/index.ts'
import { money, opportunity, revenue } from '../processing/define.ts'
import { raiseUnclear } from './raise-unclear.ts'

const { warehouse, put, empty } = await factWarehouse()
const clock = { now: () => new Date('2026-05-04T10:00:00Z') }

const contractOf = (name: string, failures: Partial<Contract['failures']> = {}) =>
  defineContract({
    name,
    version: '1.0.0',
    from: defineSystem({ name: 'billing' }),
    owner: 'finance',
    payload: t.Object({ id: t.String() }),
    key: ({ id }) => id,
    failures: { ...standardPaths({ owner: 'finance' }), ...failures },
    becomes: () => [],
  })

test('a payment whose deal two systems have stands at the desk, names both, and leaves it when it is clear', async () => {
  const db = await testDatabase()
  const deps = { db, clock, routes: [] }
  const contracts = [
    contractOf('billing.payments'),
    contractOf('billing.old', { conflict: ignore('the old books are closed') }),
  ]
  const look = () => raiseUnclear(deps, warehouse, contracts)
  const desk = () =>
    db.query(sql`select mode, contract, state, owner, detail from exception order by id`)
  await put([opportunity({ id: '1' })], 'a.deals', 'a')
  const paid = revenue({ opportunity: '1', amount: money(5, 'EUR'), at: clock.now() })
  await put([paid], 'billing.payments', 'billing')
  await put([paid], 'billing.old', 'billing')
  expect(await look()).toBe(0)
  expect(await desk()).toEqual([])

  await put([opportunity({ id: '1' })], 'b.deals', 'b')
  expect(await look()).toBe(1)
  expect(await look()).toBe(1)
  const entry = {
    mode: 'conflict',
    contract: 'billing.payments',
    owner: 'finance',
    detail: {
      reason: `say in becomes which system's deals they are: opportunity: idIn(system, id)`,
      facts: 1,
      ids: ['1 (a, b)'],
    },
  }
  expect(await desk()).toEqual([{ ...entry, state: 'open' }])

  await empty()
  expect(await look()).toBe(0)
  expect(await desk()).toEqual([{ ...entry, state: 'resolved' }])
})
