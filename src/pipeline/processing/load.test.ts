import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import { sql } from '../../platform/database/index.ts'
import { openWarehouse, type Warehouse } from '../../platform/warehouse/index.ts'
import { createFactTables } from './create-fact-tables.ts'
import { contactRole, identity, opportunity, person, touch } from './define.ts'
import { hashFacts } from './hash-facts.ts'
import { load, MovedError, type LoadDeps } from './load.ts'
import type { Signal } from './signal.ts'
import type { Unmapped } from './transform.ts'
import { readProgress } from './warehouse-store.ts'

const contract = defineContract({
  name: 'crm.things',
  version: '1.0.0',
  from: defineSystem({ name: 'crm' }),
  owner: 'revops',
  payload: t.Object({
    does: t.String(),
    n: t.Integer(),
    same: t.Array(t.String()),
    certain: t.Boolean(),
  }),
  key: ({ n }) => String(n),
  failures: standardPaths({ owner: 'revops' }),
  becomes: ({ does, n, same, certain }, { receivedAt }) => {
    if (does === 'throw') throw new Error('cannot be mapped')
    if (does === 'nothing') return []
    if (does === 'trick') return [trick()]
    return [
      touch({ person: same[0] ?? 'anonymous:none', at: receivedAt, channel: does }),
      identity({ same, certain }),
      ...(n % 2 === 0
        ? [
            opportunity({ amount: { micros: n, currency: 'EUR' }, createdAt: receivedAt }),
            contactRole({ id: 'one', opportunity: String(n), person: `crm:${n}` }),
            contactRole({ id: 'two', opportunity: String(n), person: `crm:${n + 1}` }),
          ]
        : [person({ id: `crm:${n}`, name: does })]),
    ]
  },
})

/** A fact that shows one face to the check and another to the table. */
function trick() {
  let looks = 0
  const values = {
    at: new Date(0),
    get person() {
      return looks++ === 0 ? 'user:1' : (5 as never)
    },
  }
  return { fact: 'touch', values }
}

async function warehouseWith(report: (unmapped: readonly Unmapped[]) => void = () => {}) {
  const warehouse = await openWarehouse({ memory: true, threads: 1 })
  await createFactTables(warehouse)
  const deps: LoadDeps = {
    warehouse,
    contracts: new Map([[contract.name, contract]]),
    report: async (unmapped) => report(unmapped),
  }
  return { warehouse, deps }
}

const signal = (position: number, payload: object, more: Partial<Signal> = {}): Signal => ({
  position,
  contract: contract.name,
  key: `k${position}`,
  receivedAt: new Date(1.7e12 + position),
  payload: { does: 'visit', n: 1, same: [], certain: false, ...payload },
  supersedes: null,
  ...more,
})

const rows = (warehouse: Warehouse, name: string) =>
  warehouse.query<Record<string, unknown>>(
    name === 'touch'
      ? sql`select id, version, channel from touch order by version`
      : sql`select * exclude (reason) from unmapped order by position`,
  )

describe('load', () => {
  test('keeps facts of live signals only, also when both come in one batch', async () => {
    const { warehouse, deps } = await warehouseWith()
    const first = [signal(1, { does: 'a' }), signal(4, { does: 'b' })]
    await load(deps, 0, first)
    await load(deps, 4, [
      signal(5, { does: 'c' }, { key: 'k1', supersedes: 1 }),
      signal(9, { does: 'd' }, { key: 'k1', supersedes: 5 }),
    ])
    expect(await rows(warehouse, 'touch')).toEqual([
      { id: 'k4', version: 4, channel: 'b' },
      { id: 'k1', version: 9, channel: 'd' },
    ])
    expect(await readProgress(warehouse)).toBe(9)
    await warehouse.close()
  })

  test('counts what became nothing, tells of it, and goes on with the others', async () => {
    const told: Unmapped[] = []
    const { warehouse, deps } = await warehouseWith((unmapped) => told.push(...unmapped))
    await load(deps, 0, [
      signal(1, { does: 'throw' }),
      signal(2, {}),
      signal(3, {}, { contract: 'crm.gone' }),
      signal(4, { same: ['user:1', 'anonymous:x'] }),
      signal(5, { same: ['user:2', 'anonymous:x'] }),
    ])
    expect(await rows(warehouse, 'unmapped')).toEqual([
      { position: 1, contract: 'crm.things', mode: 'violation', about: 'becomes' },
      { position: 3, contract: 'crm.gone', mode: 'missing', about: 'contract' },
      { position: 5, contract: 'crm.things', mode: 'conflict', about: 'identity' },
    ])
    expect(told.map(({ position }) => position)).toEqual([1, 3, 5])
    expect(await rows(warehouse, 'touch')).toHaveLength(3)
    await load(deps, 5, [signal(6, { does: 'mended' }, { key: 'k1', supersedes: 1 })])
    expect((await rows(warehouse, 'unmapped')).map(({ position }) => position)).toEqual([3, 5])
    await warehouse.close()
  })

  test('finds the one signal that no table takes, and loads all around it', async () => {
    const { warehouse, deps } = await warehouseWith()
    const signals = Array.from({ length: 20 }, (_, n) =>
      signal(n + 1, n === 12 ? { does: 'trick' } : {}),
    )
    expect(await load(deps, 0, signals)).toBe(20)
    expect(await rows(warehouse, 'touch')).toHaveLength(19)
    expect(await rows(warehouse, 'unmapped')).toMatchObject([{ position: 13, about: 'becomes' }])
    await warehouse.close()
  })

  test('changes nothing when it was overtaken, may not write any more, or cannot tell of a failure', async () => {
    const { warehouse, deps } = await warehouseWith()
    await load(deps, 0, [signal(3, {})])
    const before = await hashFacts(warehouse)
    const next = [signal(4, { does: 'throw' }), signal(5, {})]
    await expect(load(deps, 0, next)).rejects.toThrow(MovedError)
    const assertHeld = () => Promise.reject(new Error('the lease is lost'))
    await expect(load({ ...deps, assertHeld }, 3, next)).rejects.toThrow('the lease is lost')
    const report = () => Promise.reject(new Error('the desk is away'))
    await expect(load({ ...deps, report }, 3, next)).rejects.toThrow('the desk is away')
    expect(await hashFacts(warehouse)).toEqual(before)
    expect(await readProgress(warehouse)).toBe(3)
    await warehouse.close()
  })
})

const payloads = fc.record({
  does: fc.constantFrom('visit', 'form', 'throw', 'nothing', 'trick'),
  n: fc.integer({ min: 0, max: 9 }),
  same: fc.array(
    fc.constantFrom('user:1', 'user:2', 'user:3', 'email:a', 'email:b', 'anonymous:x', 'crm:1'),
    { maxLength: 3 },
  ),
  certain: fc.boolean(),
  gap: fc.integer({ min: 1, max: 3 }),
  key: fc.integer({ min: 1, max: 8 }),
})

/** Turns random records into signals as the door lands them: positions with gaps, each key replacing its last. */
function landed(records: readonly (typeof payloads extends fc.Arbitrary<infer P> ? P : never)[]) {
  const last = new Map<number, number>()
  let position = 0
  return records.map(({ gap, key, ...payload }) => {
    position += gap
    const supersedes = last.get(key) ?? null
    last.set(key, position)
    return signal(position, payload, { key: String(key), supersedes })
  })
}

test('facts are a pure function of signals: any batches, any crashes between them, one result', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(payloads, { minLength: 1, maxLength: 40 }),
      fc.array(fc.record({ size: fc.integer({ min: 1, max: 9 }), dies: fc.boolean() }), {
        minLength: 1,
      }),
      async (records, steps) => {
        const signals = landed(records)
        const whole = await warehouseWith()
        await load(whole.deps, 0, signals)
        const pieces = await warehouseWith()
        let after = 0
        for (let n = 0; after < signals.at(-1)!.position; n += 1) {
          const { size, dies } = steps[n % steps.length]!
          const batch = signals.filter(({ position }) => position > after).slice(0, size)
          // A process that dies before the commit leaves nothing; the next one reads the position and goes on.
          const doomed = { ...pieces.deps, assertHeld: () => Promise.reject(new Error('dies')) }
          if (dies) await load(doomed, after, batch).catch(() => {})
          await load(pieces.deps, await readProgress(pieces.warehouse), batch)
          after = await readProgress(pieces.warehouse)
        }
        expect(await hashFacts(pieces.warehouse)).toEqual(await hashFacts(whole.warehouse))
        await Promise.all([whole.warehouse.close(), pieces.warehouse.close()])
      },
    ),
    { numRuns: 15 },
  )
}, 60_000)
