import { beforeAll, describe, expect, test } from 'vitest'
import { callerNamed } from './harness/caller.ts'
import { testContext } from './harness/test-context.ts'
import { defineContract, defineSystem, standardPaths, t } from '../src/contracts/define.ts'
import { exposures } from '../src/pipeline/feedback/index.ts'
import { accept, replay } from '../src/pipeline/ingestion/index.ts'
import { sql } from '../src/platform/database/index.ts'
import type { AppContext } from '../src/app/context.ts'
import { handlersOf } from '../src/app/handlers/handlers.ts'

const crm = defineSystem({ name: 'crm', title: 'HubSpot' })
const deals = defineContract({
  name: 'crm.deals',
  version: '1.0.0',
  from: crm,
  owner: 'revops',
  payload: t.Object({ id: t.String(), amount: t.Number() }),
  key: ({ id }) => id,
  failures: standardPaths({ owner: 'revops' }),
  becomes: () => [],
})

let context: AppContext
let handlers: ReturnType<typeof handlersOf>
const caller = callerNamed('a test')
const none = { params: {}, query: {}, body: {} }
const overview = () => handlers.showOverview(none, caller)
const bring = (records: readonly unknown[], contract: Parameters<typeof accept>[1] = deals) =>
  accept(
    context,
    contract,
    records.map((raw) => ({ raw })),
    { source: 'a test', receivedAt: new Date() },
  )

beforeAll(async () => {
  context = await testContext({ contracts: [deals] })
  handlers = handlersOf(context)
})

describe('the overview', () => {
  test('of a workspace that nothing came to yet is whole, and says so', async () => {
    const { ingestion, checked, processing, feedback, desk } = await overview()
    expect(ingestion).toMatchObject({ read: 0, ever: false, systems: 1, difference: 0 })
    expect(checked.difference).toBe(0)
    expect(processing).toMatchObject({ state: 'serving', facts: 0, waiting: 0 })
    expect(feedback).toEqual({ running: 0, exposures: 0, goals: 0, delayMs: null })
    expect(desk).toEqual({ open: 0, overdue: 0 })
  })

  test('accounts for every record of the last 24 hours', async () => {
    await bring([{ id: '1', amount: 1 }, { id: '1', amount: 1 }, { id: '2' }])
    await bring([{ id: '3', amount: 3 }])
    const { ingestion, desk } = await overview()
    expect(ingestion).toMatchObject({
      read: 4,
      landed: 2,
      duplicate: 1,
      filtered: 0,
      quarantined: 1,
      difference: 0,
      held: 1,
      ever: true,
    })
    expect(desk.open).toBe(1)
  })

  test('leaves out what came before', async () => {
    await context.db.query(sql`update tally_hour set hour = hour - interval '25 hours'`)
    expect((await overview()).ingestion).toMatchObject({ read: 0, landed: 0, ever: true })
    await bring([{ id: '4', amount: 4 }])
    expect((await overview()).ingestion).toMatchObject({ read: 1, landed: 1, difference: 0 })
  })

  test('still accounts for it when a held record is replayed', async () => {
    await context.db.query(sql`
      update quarantine set raw = convert_to('{"id":"2","amount":2}', 'UTF8') where state = 'held'`)
    await replay(context, { contract: deals.name }, { by: 'a test' })
    const { ingestion } = await overview()
    expect(ingestion).toMatchObject({ difference: 0, held: 0 })
  })

  test('tells what came back, and how long that took', async () => {
    await context.db.query(sql`update signal set received_at = received_at - interval '1 hour'`)
    const shownAt = new Date(Date.now() - 1_500).toISOString()
    const shown = { at: shownAt, placement: 'hero', variant: 'a', propensity: 0.5, table: 1 }
    await bring(
      [
        { ...shown, id: 'x1' },
        { ...shown, id: 'x2', at: '2026-01-01T00:00:00Z' },
      ],
      exposures,
    )
    await context.facts.caughtUp()
    const { feedback, processing } = await overview()
    expect(feedback).toMatchObject({ exposures: 1, goals: 0 })
    expect(feedback.delayMs).toBeGreaterThanOrEqual(1_500)
    expect(feedback.delayMs).toBeLessThan(60_000)
    expect(processing).toMatchObject({ facts: 2, waiting: 0 })
  })

  test('shows a fault of the count instead of hiding it', async () => {
    await context.db.query(sql`update tally set read = read + 3 where contract = 'crm.deals'`)
    expect((await overview()).ingestion.difference).toBe(3)
  })
})
