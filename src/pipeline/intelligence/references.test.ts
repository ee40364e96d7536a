import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factWarehouse } from '../../../test/harness/fact-warehouse.ts'
import type { Fact, Reference } from '../../core/fact.ts'
import { sql } from '../../platform/database/index.ts'
import {
  contactRole,
  idIn,
  money,
  opportunity,
  opportunityMerge,
  person,
  revenue,
  touch,
} from '../processing/define.ts'
import { creditQuery, type CreditRow } from './credit.ts'
import { journeys } from './journeys.ts'
import { findUnclear } from './references.ts'

const { warehouse, put, empty } = await factWarehouse()
const day = (date: number) => new Date(Date.UTC(2026, 0, date, 9))
const [hubspot, salesforce] = [{ name: 'hubspot' }, { name: 'salesforce' }]
const ofSystem = (system: string, facts: readonly Fact[]) => put(facts, `${system}.all`, system)

async function sums(figure: CreditRow['figure']): Promise<Record<string, number>> {
  const question = { by: 'channel', credit: 'linear', lookback: 30, contentOnly: false } as const
  const rows = await warehouse.query<CreditRow>(creditQuery(question))
  const unit = figure === 'opportunities' ? 1 : 1e6
  return Object.fromEntries(
    rows.filter((row) => row.figure === figure).map(({ value, amount }) => [value, amount / unit]),
  )
}

describe('two systems that count from 1', () => {
  const deal = (id: string, amount: number, of?: string) =>
    opportunity({
      id,
      amount: money(amount, 'EUR'),
      createdAt: day(5),
      ...(of ? { person: of } : {}),
    })

  test('a merge in one leaves the deals of the other as they are', async () => {
    await empty()
    await ofSystem('hubspot', [deal('1', 50), deal('2', 100)])
    await ofSystem('hubspot', [opportunityMerge({ from: '1', into: '2' })])
    await ofSystem('salesforce', [deal('1', 700)])
    expect(await sums('opportunities')).toEqual({ '(no touch)': 2 })
    expect(await sums('pipeline')).toEqual({ '(no touch)': 800 })
  })

  test('people belong to the deals and accounts of their own system', async () => {
    await empty()
    const visit = (who: string, channel: string) => touch({ person: who, at: day(3), channel })
    await put([visit('user:a', 'A'), visit('user:b', 'B'), visit('user:c', 'C')])
    await ofSystem('hubspot', [deal('1', 10), contactRole({ opportunity: '1', person: 'user:a' })])
    await ofSystem('salesforce', [
      opportunity({ id: '1', account: '42', amount: money(20, 'EUR'), createdAt: day(5) }),
      person({ id: 'user:b', account: '42' }),
    ])
    await ofSystem('product', [person({ id: 'user:c', account: '42' })])
    expect(await sums('pipeline')).toEqual({ A: 10, B: 20 })
    // Unless the product says that its groups are the other's accounts.
    await ofSystem('product', [person({ id: 'user:c', account: idIn(salesforce, '42') })])
    expect(await sums('pipeline')).toEqual({ A: 10, B: 10, C: 10 })
  })

  test('a payment means the one deal of its id; of several it means none, until it says which', async () => {
    await empty()
    await put([touch({ person: 'user:a', at: day(3), channel: 'A' })])
    await ofSystem('hubspot', [deal('1', 10, 'user:a')])
    await ofSystem('billing', [
      revenue({ opportunity: '1', amount: money(9, 'EUR'), at: day(9) }),
      revenue({ opportunity: '7', amount: money(4, 'EUR'), at: day(9) }),
    ])
    expect(await sums('revenue')).toEqual({ A: 9, '(no touch)': 4 })
    expect(await findUnclear(warehouse)).toEqual([])

    await ofSystem('salesforce', [deal('1', 20)])
    expect(await sums('revenue')).toEqual({ '(no touch)': 13 })
    expect(await findUnclear(warehouse)).toEqual([
      {
        contract: 'billing.all',
        about: 'opportunity',
        facts: 1,
        examples: ['1 (hubspot, salesforce)'],
      },
    ])

    await ofSystem('billing', [
      revenue({ opportunity: idIn(hubspot, 1), amount: money(5, 'EUR'), at: day(9) }),
    ])
    expect(await sums('revenue')).toEqual({ A: 5, '(no touch)': 13 })
  })

  test('deals of two systems can be merged, and what was paid for either follows', async () => {
    await empty()
    await put([touch({ person: 'user:a', at: day(3), channel: 'A' })])
    await ofSystem('hubspot', [deal('1', 10)])
    await ofSystem('salesforce', [deal('9', 20, 'user:a')])
    await ofSystem('dedupe', [
      opportunityMerge({ from: idIn(hubspot, '1'), into: idIn(salesforce, '9') }),
    ])
    await ofSystem('billing', [revenue({ opportunity: '1', amount: money(5, 'EUR'), at: day(9) })])
    expect(await sums('pipeline')).toEqual({ A: 20 })
    expect(await sums('revenue')).toEqual({ A: 5 })
  })

  test('an account of a payment is looked up like a deal', async () => {
    await empty()
    await put([touch({ person: 'user:a', at: day(3), channel: 'A' })])
    await ofSystem('hubspot', [person({ id: 'user:a', account: '42' })])
    await ofSystem('billing', [revenue({ account: '42', amount: money(5, 'EUR'), at: day(9) })])
    expect(await sums('revenue')).toEqual({ A: 5 })
    await ofSystem('salesforce', [opportunity({ id: '3', account: '42' })])
    expect(await sums('revenue')).toEqual({ '(no touch)': 5 })
    expect(await findUnclear(warehouse)).toMatchObject([
      { about: 'account', examples: ['42 (hubspot, salesforce)'] },
    ])
  })
})

test(
  'whatever systems hold, a reference means a deal that is sure, or none',
  { timeout: 60_000 },
  async () => {
    const system = fc.constantFrom('a', 'b', 'c')
    const id = fc.constantFrom('1', '2', '3')
    const deals = fc.uniqueArray(fc.record({ system, id }), {
      maxLength: 6,
      selector: (deal) => `${deal.system} ${deal.id}`,
    })
    const named = fc.option(fc.constantFrom('a', 'b', 'c', 'nobody'), { nil: undefined })
    const payments = fc.array(fc.record({ system, id, named }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(deals, payments, async (held, paid) => {
        await empty()
        for (const deal of held) await put([opportunity({ id: deal.id })], deal.system, deal.system)
        for (const [n, each] of paid.entries()) {
          const meant: string | Reference = each.named
            ? { system: each.named, id: each.id }
            : each.id
          const fact = revenue({
            id: `${n}`,
            opportunity: meant,
            amount: money(1, 'EUR'),
            at: day(n + 1),
          })
          await put([fact], `${each.system}.pay`, each.system)
        }
        const rows = await warehouse.query<{ journey: string }>(
          sql`with recursive ${journeys} select journey from payment order by "at"`,
        )
        expect(rows.map(({ journey }) => journey)).toEqual(
          paid.map((each, n) => {
            const those = held.filter((deal) => deal.id === each.id)
            const keeps = held.some((deal) => deal.system === each.system)
            const only = those.length === 1 ? those[0]!.system : undefined
            const meant = each.named ?? (keeps ? each.system : only)
            const isHeld = those.some((deal) => deal.system === meant)
            return isHeld ? `deal ${meant} ${each.id}` : `payment ${each.system}.pay ${n}`
          }),
        )
      }),
      { numRuns: 40 },
    )
  },
)
