import { beforeAll, describe, expect, test } from 'vitest'
import { callerNamed } from '../../../test/harness/caller.ts'
import { testContext } from '../../../test/harness/test-context.ts'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import { accept } from '../../pipeline/ingestion/index.ts'
import { csv, defineSource } from '../../pipeline/ingestion/define.ts'
import type { AppContext } from '../context.ts'
import { handlersOf } from './handlers.ts'

const crm = defineSystem({ name: 'crm', title: 'HubSpot' })
const contract = (name: string, fresh?: { within: '1h' }) =>
  defineContract({
    name,
    version: '1.2.0',
    from: crm,
    owner: 'revops',
    payload: t.Object({ id: t.String(), amount: t.Number() }),
    key: ({ id }) => id,
    failures: standardPaths({ owner: 'revops' }),
    becomes: () => [],
    ...(fresh ? { fresh } : {}),
  })
const deals = contract('crm.deals', { within: '1h' })

let context: AppContext
let handlers: ReturnType<typeof handlersOf>
const caller = callerNamed('a test')

beforeAll(async () => {
  context = await testContext({
    contracts: [contract('crm.people')],
    sources: [defineSource({ name: 'deals', contract: deals, from: csv('deals'), every: '10m' })],
  })
  handlers = handlersOf(context)
  const records = [{ id: '1', amount: 1 }, { id: '1', amount: 1 }, { id: '2' }]
  await accept(
    context,
    deals,
    records.map((raw) => ({ raw })),
    { source: 'deals', receivedAt: new Date() },
  )
})

const none = { params: {}, query: {}, body: {} }

describe('the integrations', () => {
  test('stand under their systems, each with its promise and what came of it', async () => {
    const { systems } = await handlers.listIntegrations(none, caller)
    expect(systems.map(({ title }) => title)).toContain('HubSpot')
    const own = systems.find(({ name }) => name === 'crm')!.contracts
    expect(own).toMatchObject([
      {
        contract: 'crm.people',
        promise: null,
        freshness: { state: 'no-promise' },
        totals: { read: 0 },
        days: [],
      },
      {
        contract: 'crm.deals',
        promise: '1h',
        freshness: { state: 'fresh' },
        totals: { read: 3, landed: 1, duplicate: 1, filtered: 0, quarantined: 1 },
        held: 1,
        open: 1,
        days: [{ read: 3, landed: 1 }],
        sources: [{ name: 'deals', door: 'file', every: '10m', reading: null }],
      },
    ])
  })

  test('one of them says what happens when it is not kept', async () => {
    const shown = await handlers.showIntegration(
      { ...none, params: { contract: 'crm.deals' } },
      caller,
    )
    expect(shown).toMatchObject({ systemTitle: 'HubSpot', keep: 'latest', columns: [] })
    expect(shown.paths).toContainEqual(
      expect.objectContaining({ mode: 'malformed', path: 'quarantine' }),
    )
    await expect(
      handlers.showIntegration({ ...none, params: { contract: 'nothing' } }, caller),
    ).rejects.toThrow(`there is no contract 'nothing'`)
  })

  test('a held record is shown whole, with what it is held for', async () => {
    const query = { contract: 'crm.deals' }
    const { records } = await handlers.listHeld({ ...none, query }, caller)
    const shown = await handlers.showHeld({ ...none, params: { id: records[0]!.id } }, caller)
    expect(shown).toMatchObject({
      at: 'amount',
      reason: 'it is missing',
      state: 'held',
      text: '{"id":"2"}',
      exact: true,
    })
  })
})

describe('the runs', () => {
  test('of a contract come page by page, without those that found nothing where that is asked', async () => {
    const source = context.workspace.sources[0]!
    for (let n = 0; n < 3; n++) {
      const { id } = context.pulls.start(source)
      while (context.pulls.find(id)?.state === 'running') await new Promise(setImmediate)
    }
    const page = (query: object) =>
      handlers.listRuns({ ...none, query: { contract: 'crm.deals', ...query } }, caller)
    const first = await page({ limit: 2 })
    expect(first.runs).toHaveLength(2)
    const second = await page({ limit: 2, after: first.next! })
    expect(second.runs).toHaveLength(1)
    expect(second).not.toHaveProperty('next')
    // There is no such folder, so none of them ended well.
    expect((await page({ eventful: true })).runs).toHaveLength(3)
    const other = await handlers.listRuns({ ...none, query: { contract: 'crm.people' } }, caller)
    expect(other.runs).toEqual([])
  })
})
