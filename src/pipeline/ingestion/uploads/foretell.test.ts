import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../../test/harness/test-database.ts'
import {
  defineContract,
  defineSystem,
  ignore,
  quarantine,
  standardPaths,
  t,
} from '../../../contracts/define.ts'
import type { Contract } from '../../../contracts/index.ts'
import type { Database } from '../../../platform/database/index.ts'
import { accept, type Acceptance, type Incoming } from '../accept.ts'
import { dismiss } from '../dismiss.ts'
import { foreteller } from './foretell.ts'

let db: Database
let count = 0
beforeAll(async () => {
  db = await testDatabase()
})

const contractOf = (
  name: string,
  keep: 'latest' | 'first',
  late: 'ignore' | 'quarantine',
  size: Contract['payload'] = t.Integer(),
) =>
  defineContract({
    name,
    version: '1.0.0',
    from: defineSystem({ name: 'crm' }),
    owner: 'revops',
    payload: t.Object({
      id: t.String(),
      size,
      day: t.Optional(t.Integer({ minimum: 1, maximum: 9 })),
    }),
    key: ({ id }) => id,
    keep,
    changedAt: ({ day }) => (day ? `2026-01-0${day}` : undefined),
    filter: ({ size }) => (size === 0 ? 'it is empty' : undefined),
    failures: {
      ...standardPaths({ owner: 'revops' }),
      late: late === 'ignore' ? ignore('older') : quarantine(),
      malformed: ignore('broken lines are known of'),
    },
    becomes: () => [],
  })

const record: fc.Arbitrary<Incoming> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .record(
        {
          id: fc.constantFrom('a', 'b', 'c', ''),
          size: fc.constantFrom<unknown>(0, 1, 2, 'many'),
          day: fc.constantFrom(1, 2, 3),
        },
        { requiredKeys: ['id', 'size'] },
      )
      .map((raw) => ({ raw })),
  },
  { weight: 1, arbitrary: fc.constant({ malformed: Buffer.from('"'), reason: 'a quote is open' }) },
)
const batches = fc.array(fc.array(record, { minLength: 1, maxLength: 6 }), { maxLength: 4 })

describe('what is foretold', () => {
  test('is what the door then does, whatever is held and whatever comes', async () => {
    const deps = { db, clock: { now: () => new Date() }, routes: [] }
    const origin = () => ({ source: 'file', receivedAt: new Date() })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('latest' as const, 'first' as const),
        fc.constantFrom('latest' as const, 'first' as const),
        fc.constantFrom('ignore' as const, 'quarantine' as const),
        fc.record({ dismiss: fc.boolean(), mend: fc.boolean() }),
        batches,
        batches,
        async (keptBefore, keep, late, meanwhile, before, now) => {
          const name = `told-${++count}`
          const once = contractOf(name, keptBefore, late)
          const contract = contractOf(name, keep, late, meanwhile.mend ? t.Unknown() : t.Integer())
          for (const batch of before) await accept(deps, once, batch, origin())
          if (meanwhile.dismiss) {
            await dismiss(deps, { contract: name }, { by: 'ana', reason: 'tests' })
          }
          const foretell = foreteller(db, contract, new Date())
          const told: Acceptance[] = []
          for (const batch of now) {
            const fates = (await foretell(batch)).map(({ fate }) => fate)
            const of = (what: string) => fates.filter((each) => each === what).length
            told.push({
              read: batch.length,
              landed: of('land'),
              duplicate: of('duplicate'),
              filtered: of('filter'),
              quarantined: of('quarantine'),
            })
          }
          const done: Acceptance[] = []
          for (const batch of now) done.push(await accept(deps, contract, batch, origin()))
          expect(told).toEqual(done)
        },
      ),
      { numRuns: 60 },
    )
  })
})
