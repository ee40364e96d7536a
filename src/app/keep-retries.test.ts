import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { callerNamed } from '../../test/harness/caller.ts'
import { csvSource } from '../../test/harness/csv-source.ts'
import { testContext } from '../../test/harness/test-context.ts'
import { until } from '../../test/harness/until.ts'
import { pause, retry, review } from '../contracts/define.ts'
import { raise } from '../exceptions/index.ts'
import { listRuns } from '../pipeline/ingestion/index.ts'
import type { AppContext } from './context.ts'
import { handlersOf } from './handlers/handlers.ts'
import { keepRetries } from './keep-retries.ts'
import { openPulls } from './pulls.ts'
import { sourceStates } from './source-states.ts'

const quick = (times: number) =>
  retry({ times, base: '300ms', cap: '600ms', otherwise: review({ route: 'revops' }) })
const deals = csvSource('deals', { missing: quick(60) })
const leads = csvSource('leads', { missing: quick(2) })
const spend = csvSource('spend', { missing: quick(60), malformed: pause() })

let context: AppContext
let handlers: ReturnType<typeof handlersOf>
const caller = callerNamed('a test')
beforeAll(async () => {
  context = await testContext({ sources: [deals, leads, spend] })
  handlers = handlersOf(context)
})

/** The readings that have ended. */
const runsOf = async (name: string) =>
  (await listRuns(context, { source: name })).runs.filter(({ state }) => state !== 'running')
const deskOf = async (contract: string) =>
  (await handlers.listExceptions({ params: {}, query: { contract }, body: {} }, caller)).exceptions
const sourceOf = async (contract: string) =>
  (await handlers.showIntegration({ params: { contract }, query: {}, body: {} }, caller))
    .sources[0]!

test('a source that a person ran is tried again by itself until its file is there', async () => {
  const stop = keepRetries(context)
  onTestFinished(stop)
  context.pulls.start(deals)
  await until(async () => (await runsOf('deals')).length >= 3)
  expect(await sourceOf('crm.deals')).toMatchObject({ retry: { mode: 'missing', times: 60 } })
  expect(await deskOf('crm.deals')).toEqual([])
  await writeFile(join(context.folder, 'deals.csv'), 'id\n1\n')
  await until(async () => (await runsOf('deals'))[0]!.state === 'done')
  const [last, ...before] = await runsOf('deals')
  expect(last).toMatchObject({ landed: 1, recovery: { outcome: 'over', attempt: before.length } })
  expect(await sourceOf('crm.deals')).toMatchObject({ retry: null, pausedBy: null })
  expect(await deskOf('crm.deals')).toEqual([])
})

test('what no retry helps comes to the desk, with how often and when', async () => {
  const stop = keepRetries(context)
  onTestFinished(stop)
  context.pulls.start(leads)
  await until(async () => (await deskOf('crm.leads')).length > 0)
  expect(
    (await runsOf('leads')).map(({ recovery }) => [recovery?.outcome, recovery?.attempt]),
  ).toEqual([
    ['spent', 2],
    ['again', 2],
    ['again', 1],
  ])
  const { id } = (await deskOf('crm.leads'))[0]!
  const shown = await handlers.showException({ params: { id }, query: {}, body: {} }, caller)
  expect(shown.next[0]!.words).toMatch(
    /^It failed on .+ UTC and was tried again 2 times, the last time on .+ UTC: that did not help\.$/,
  )
})

test('of two processes that look, one makes each attempt', async () => {
  await symlink('nowhere', join(context.folder, 'spend.csv'))
  const other = { ...context, pulls: openPulls(context) }
  const stops = [keepRetries(context), keepRetries(other)]
  onTestFinished(async () => {
    await Promise.all(stops.map((stop) => stop()))
    // What they have begun comes to its end by itself.
    const isRead = ({ pulls }: AppContext) => pulls.current('spend') !== undefined
    await until(() => ![context, other].some(isRead))
  })
  context.pulls.start(spend)
  await until(async () => (await runsOf('spend')).length >= 5)
  const attempts = (await runsOf('spend')).map(({ recovery }) => recovery!.attempt)
  expect(attempts).toEqual(attempts.map((_, n) => attempts.length - n))
})

test('a source that stands still is not tried again until a person says go', async () => {
  await until(async () => (await sourceOf('crm.spend')).retry !== null)
  const id = await pauseSpend()
  const stop = keepRetries(context)
  onTestFinished(stop)
  expect(await sourceOf('crm.spend')).toMatchObject({ pausedBy: id, retry: { mode: 'missing' } })
  const before = (await runsOf('spend')).length
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(await runsOf('spend')).toHaveLength(before)
  const reason = 'the export is text again'
  await handlers.resolveException({ params: { id }, query: {}, body: { reason } }, caller)
  const stateOf = await sourceStates(context)
  expect(stateOf(spend)).toMatchObject({ pausedBy: undefined })
  await until(async () => (await runsOf('spend')).length > before)
})

/** Its declared path for a file that does not parse is to stop. */
const pauseSpend = (): Promise<number> =>
  raise(context, {
    mode: 'malformed',
    contract: 'crm.spend',
    owner: 'revops',
    title: 'spend: spend.csv: it is an Excel workbook',
  })
